package dev.millrace.differential;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.checks.twin.KafkaTwin;

import static org.assertj.core.api.Assertions.assertThat;

/** Kafka Streams is the oracle: programs of the processor API do the same on both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessorProgramsTest {
    private static final Path SOURCE = Path.of("src/test/java/dev/millrace/differential/ProcessorPrograms.java");

    private Path directory;
    private URLClassLoader kafka;

    @BeforeAll
    void compileForKafkaStreams(@TempDir Path classes) {
        directory = classes;
        kafka = KafkaTwin.compile(List.of(SOURCE), classes).newLoader();
    }

    @AfterAll
    void closeLoader() throws Exception {
        kafka.close();
    }

    static Stream<String> names() {
        return new ProcessorPrograms().names().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void doTheSameOnKafkaStreams(String name) throws Exception {
        List<String> ours = new ProcessorPrograms().apply(name, Files.createTempDirectory(directory, "ours"));
        List<String> theirs = oracle().apply(name, Files.createTempDirectory(directory, "theirs"));

        assertThat(ours).containsExactlyElementsOf(theirs);
    }

    @SuppressWarnings("unchecked")
    private BiFunction<String, Path, List<String>> oracle() throws Exception {
        return (BiFunction<String, Path, List<String>>) kafka.loadClass(ProcessorPrograms.class.getName())
                .getConstructor()
                .newInstance();
    }
}
