package dev.millrace.benchmarks.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.millrace.benchmarks.startup.ChildProcess;

/** One instance with its state directory, which outlives its processes. */
final class RoundsInstance implements AutoCloseable {
    private static final long END_WITHIN_SECONDS = 60;

    private final Path directory;
    private final String guarantee;
    private final List<Path> logs = new ArrayList<>();
    private @Nullable Process process;

    RoundsInstance(Path directory, String guarantee) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.guarantee = guarantee;
    }

    /** Starts a process unless one runs. */
    void start(String bootstrapServers) throws Exception {
        if (process == null) {
            Path log = directory.resolve("log" + logs.size());
            logs.add(log);
            process = started(
                    ChildProcess.java(
                            smallJvm("-Xmx192m"),
                            JoinAndCount.class.getName(),
                            bootstrapServers,
                            directory.resolve("state").toString(),
                            guarantee),
                    log);
        }
    }

    /** Options of a JVM that starts fast and stays small. */
    static List<String> smallJvm(String heap) {
        return List.of(
                heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    }

    /** Starts a process that adds what it writes to a file. */
    static Process started(List<String> command, Path log) throws IOException {
        return ChildProcess.start(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    }

    /** Fails if the process ended although nobody asked it to. */
    void check() throws IOException {
        if (process != null && !process.isAlive()) {
            throw new AssertionError("exit code " + process.exitValue() + ": " + Files.readString(last()));
        }
    }

    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
            process = null;
        }
    }

    /** Asks the process to end, and waits until it has. */
    void stop() throws Exception {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(END_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end: " + Files.readString(last()));
            }
            process = null;
        }
    }

    /** Stops the process in its tracks until {@link #resume}. */
    void pause() throws Exception {
        signal("-STOP");
    }

    void resume() throws Exception {
        signal("-CONT");
    }

    private void signal(String name) throws Exception {
        if (process != null) {
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    /** How many records each of its processes restored, in the order of their starts. */
    List<Long> restored() throws IOException {
        List<Long> found = new ArrayList<>();
        for (Path log : logs) {
            try (Stream<String> lines = Files.lines(log)) {
                found.add(lines.filter(line -> line.startsWith(JoinAndCount.RESTORED))
                        .mapToLong(line -> Long.parseLong(line.substring(JoinAndCount.RESTORED.length())))
                        .sum());
            }
        }
        return found;
    }

    private Path last() {
        return logs.get(logs.size() - 1);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
