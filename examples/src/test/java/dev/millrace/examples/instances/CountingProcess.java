package dev.millrace.examples.instances;

import java.nio.file.Path;
import java.util.Map;

import dev.millrace.streams.StreamsConfig;

/** The counting application as a process of its own, to be killed: runs until it is. */
final class CountingProcess {
    private CountingProcess() {}

    /** Arguments: bootstrap servers, state directory, processing guarantee, group protocol. */
    public static void main(String[] arguments) {
        Map<String, Object> settings = Counting.in(arguments[3], settings(arguments[2]));
        Counting.instance(arguments[0], Path.of(arguments[1]), settings, Counting.Counter::new)
                .start();
    }

    /** Commits often, so that a kill falls into a commit now and then. */
    static Map<String, ?> settings() {
        return settings(StreamsConfig.AT_LEAST_ONCE);
    }

    static Map<String, ?> settings(String guarantee) {
        return Map.of(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 20, StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
    }

    static Process start(String bootstrapServers, Path stateDirectory) throws Exception {
        return start(bootstrapServers, stateDirectory, StreamsConfig.AT_LEAST_ONCE, "classic");
    }

    static Process start(String bootstrapServers, Path stateDirectory, String guarantee, String protocol)
            throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CountingProcess.class.getName(),
                        bootstrapServers,
                        stateDirectory.toString(),
                        guarantee,
                        protocol)
                .redirectErrorStream(true)
                .redirectOutput(stateDirectory.resolveSibling("process.log").toFile())
                .start();
    }
}
