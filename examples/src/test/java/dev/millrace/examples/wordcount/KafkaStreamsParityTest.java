package dev.millrace.examples.wordcount;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import dev.millrace.broker.embedded.Broker;
import dev.millrace.broker.settings.BrokerSettings;
import dev.millrace.checks.twin.KafkaTwin;

import static org.assertj.core.api.Assertions.assertThat;

/** The same program with only its imports changed does the same on Kafka Streams. */
class KafkaStreamsParityTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "millrace", "examples", "wordcount");
    private static final String PACKAGE = "dev.millrace.examples.wordcount.";

    @TempDir
    Path directory;

    private KafkaTwin twin;

    @BeforeEach
    void compileTwin() throws Exception {
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            twin = KafkaTwin.compile(sources, Files.createDirectory(directory.resolve("twin")));
        }
    }

    @Test
    void topologiesDescribeThemselvesAlike() throws Exception {
        try (URLClassLoader loader = twin.newLoader()) {
            Object theirs = loader.loadClass(PACKAGE + "WordCountTopology")
                    .getMethod("build", String.class, String.class)
                    .invoke(null, "lines", "counts");

            assertThat(theirs).isInstanceOf(org.apache.kafka.streams.Topology.class);
            assertThat(WordCountTopology.build("lines", "counts").describe().toString())
                    .isEqualTo(((org.apache.kafka.streams.Topology) theirs)
                            .describe()
                            .toString());
        }
    }

    @Test
    void bothCountTheBibleAlikeOnOurBroker() throws Exception {
        try (Broker broker = Broker.start(BrokerSettings.at(directory.resolve("broker")));
                URLClassLoader loader = twin.newLoader()) {
            CommandRun theirs = new CommandRun();
            theirs.execute(twinCommand(loader), arguments(broker, "theirs"));
            CommandRun ours = CommandRun.of(arguments(broker, "ours"));

            assertThat(theirs.lines()).hasSizeGreaterThan(10_000);
            assertThat(ours.lines()).isEqualTo(theirs.lines());
        }
    }

    private static CommandLine twinCommand(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> stopType = loader.loadClass(PACKAGE + "StopSignal");
        Constructor<?> newStop = stopType.getDeclaredConstructor();
        Method commandLine = loader.loadClass(PACKAGE + "WordCount").getDeclaredMethod("commandLine", stopType);
        newStop.setAccessible(true);
        commandLine.setAccessible(true);
        return (CommandLine) commandLine.invoke(null, newStop.newInstance());
    }

    private static String[] arguments(Broker broker, String applicationId) {
        return new String[] {
            "--bootstrap-servers", broker.bootstrapServers(), "--application-id", applicationId, "--top", "1000000"
        };
    }
}
