package dev.millrace.differential;

import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Kafka Streams is the oracle: named programs of one class do the same on both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProgramsContract {
    private static final Path SOURCES = Path.of("src/test/java/dev/millrace/differential");

    private final BiFunction<String, Path, List<String>> programs;
    private final List<String> names;
    private final List<String> helpers;
    private Path directory;
    private URLClassLoader kafka;

    /** @param programs gives for a program's name and a directory of its own the words for what it did */
    ProgramsContract(BiFunction<String, Path, List<String>> programs, List<String> names) {
        this(programs, names, List.of());
    }

    /** @param helpers names of classes that the programs use */
    ProgramsContract(BiFunction<String, Path, List<String>> programs, List<String> names, List<String> helpers) {
        this.programs = programs;
        this.names = names;
        this.helpers = helpers;
    }

    @BeforeAll
    void compileForKafkaStreams(@TempDir Path classes) {
        directory = classes;
        List<Path> sources = new ArrayList<>(List.of(source(programs.getClass().getSimpleName())));
        helpers.forEach(helper -> sources.add(source(helper)));
        kafka = KafkaTwin.compile(sources, classes).newLoader();
    }

    private static Path source(String name) {
        return SOURCES.resolve(name + ".java");
    }

    @AfterAll
    void closeLoader() throws Exception {
        kafka.close();
    }

    Stream<String> names() {
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void doTheSameOnKafkaStreams(String name) throws Exception {
        List<String> ours = programs.apply(name, Files.createTempDirectory(directory, "ours"));
        List<String> theirs = oracle().apply(name, Files.createTempDirectory(directory, "theirs"));

        assertThat(ours).containsExactlyElementsOf(theirs);
    }

    @SuppressWarnings("unchecked")
    BiFunction<String, Path, List<String>> oracle() throws Exception {
        return (BiFunction<String, Path, List<String>>)
                kafka.loadClass(programs.getClass().getName()).getConstructor().newInstance();
    }
}
