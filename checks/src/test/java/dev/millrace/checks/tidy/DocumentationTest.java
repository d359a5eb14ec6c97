package dev.millrace.checks.tidy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every class and file that a document of the project names is there. */
class DocumentationTest {

    private static final Project PROJECT = Project.current();
    private static final Path GUIDE = Path.of("docs", "guide.md");
    private static DocumentNames names;

    @BeforeAll
    static void learnNames() {
        List<JavaSource> sources = PROJECT.allSources().stream()
                .map(file -> JavaSource.parse(file, PROJECT.read(file)))
                .toList();
        names = new DocumentNames(PROJECT, KnownTypes.of(sources));
    }

    @Test
    void documentsNameOnlyWhatExists() {
        List<Path> documents = Stream.concat(
                        PROJECT.files("md").stream(),
                        PROJECT.mainSources().stream().filter(file -> file.endsWith("package-info.java")))
                .toList();

        assertThat(documents).contains(Path.of("README.md"));
        assertThat(documents.stream().flatMap(document -> names.missing(document, PROJECT.read(document)).stream()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`MissingMill`",
                "`LayeringFile.grind()`",
                "`LayeringFile.Missing`",
                "`missing.MissingMill`",
                "`dev.millrace.missing`",
                "`dev.millrace.checks.MissingMill`",
                "`checks/missing.txt`",
                "`missing-file.xml`",
                "`./missing`",
                "[missing](missing.md)",
            })
    void saysNoToWhatIsMissing(String text) {
        assertThat(names.missing(GUIDE, "See " + text + " for more.")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "`LayeringFile`",
                "`LayeringFile.parse(text)`",
                "`LayeringFile#rooms`",
                "`dev.millrace.checks`",
                "`dev.millrace.checks.LayeringFile`",
                "`KafkaProducer.send()`",
                "`Map.Entry<String, Long>`",
                "`checks/checkstyle.xml`",
                "`checkstyle.xml`",
                "`application.id`",
                "`PUT`",
                "`mvn -ntp verify`",
                "[parent](../pom.xml)",
                "[elsewhere](https://example.org/missing.md)",
                "\n```\n`MissingMill`\n```\n",
            })
    void saysYesToWhatExistsAndToWhatIsNoName(String text) {
        assertThat(names.missing(GUIDE, "See " + text + " for more.")).isEmpty();
    }

    @Test
    void readsCodeAndLinkTagsOfPackagePages() {
        Path page = Path.of("mill", "package-info.java");

        assertThat(names.missing(page, "/** {@link MissingMill} or {@code MissingStone}; {@code LayeringFile}. */"))
                .hasSize(2);
    }
}
