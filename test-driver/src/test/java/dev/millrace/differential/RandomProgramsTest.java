package dev.millrace.differential;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.millrace.checks.twin.KafkaTwin;

import static org.assertj.core.api.Assertions.assertThat;

/** Kafka Streams is the oracle: the same program, drawn from the same seed, does the same on both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomProgramsTest {
    private static final Path SOURCES = Path.of("src/test/java/dev/millrace/differential");
    private static final int PROGRAMS = 60;
    private static final int SOAK_PROGRAMS = 20_000;

    private Path directory;
    private URLClassLoader kafka;

    @BeforeAll
    void compileForKafkaStreams(@TempDir Path classes) {
        directory = classes;
        KafkaTwin twin = KafkaTwin.compile(
                Stream.of(
                                "RandomProgram",
                                "RandomJoins",
                                "Transcript",
                                "RandomWindows",
                                "RandomTables",
                                "WindowTranscript")
                        .map(name -> SOURCES.resolve(name + ".java"))
                        .toList(),
                classes);
        kafka = twin.newLoader();
    }

    @AfterAll
    void closeLoader() throws Exception {
        kafka.close();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, PROGRAMS);
    }

    static LongStream soakSeeds() {
        return LongStream.rangeClosed(PROGRAMS + 1, SOAK_PROGRAMS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doTheSameOnKafkaStreams(long seed) throws Exception {
        assertThat(new Transcript().apply(seed, directory("ours", seed)))
                .containsExactlyElementsOf(oracle(Transcript.class).apply(seed, directory("theirs", seed)));
    }

    @ParameterizedTest(name = "windows, seed {0}")
    @MethodSource("seeds")
    void addUpTheSameForWindows(long seed) throws Exception {
        assertThat(new WindowTranscript().apply(seed, directory("our-windows", seed)))
                .containsExactlyElementsOf(
                        oracle(WindowTranscript.class).apply(seed, directory("their-windows", seed)));
    }

    @Tag("soak")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("soakSeeds")
    void doTheSameOnKafkaStreamsManyTimes(long seed) throws Exception {
        doTheSameOnKafkaStreams(seed);
        addUpTheSameForWindows(seed);
    }

    private Path directory(String whose, long seed) throws Exception {
        return Files.createDirectories(directory.resolve("state").resolve(whose + seed));
    }

    @SuppressWarnings("unchecked")
    private BiFunction<Long, Path, List<String>> oracle(Class<?> transcript) throws Exception {
        return (BiFunction<Long, Path, List<String>>)
                kafka.loadClass(transcript.getName()).getConstructor().newInstance();
    }
}
