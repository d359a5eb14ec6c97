package dev.millrace.checks.tidy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules on the sources of all modules. */
class TidyTest {

    private static final Project PROJECT = Project.current();
    private static List<JavaSource> sources;

    @BeforeAll
    static void parse() {
        sources = PROJECT.mainSources().stream()
                .map(file -> JavaSource.parse(file, PROJECT.read(file)))
                .toList();
    }

    @Test
    void looksAtTheSourcesOfAllModules() {
        assertThat(sources)
                .extracting(source -> source.file().toString())
                .contains("checks/src/main/java/dev/millrace/checks/package-info.java")
                .anyMatch(file -> file.startsWith("streams-core/"));
    }

    @Test
    void theTenLongestMethodsOnlyShrink() {
        assertOnlyShrinks(
                "checks/longest-methods.txt",
                sources.stream().flatMap(source -> source.methods().stream()).toList());
    }

    @Test
    void theTenLongestFilesOnlyShrink() {
        assertOnlyShrinks(
                "checks/longest-files.txt",
                sources.stream()
                        .map(source -> new Measured(source.file().toString(), source.lineCount()))
                        .toList());
    }

    @Test
    void typesAreNamedAfterWhatTheyAre() {
        assertThat(new TypeNames(exemptions("checks/allowed-names.txt")).undecided(sources))
                .isEmpty();
    }

    @Test
    void noTwoTypesShareASimpleName() {
        assertThat(new TypeNames(exemptions("checks/shared-names.txt")).shared(sources))
                .isEmpty();
    }

    @Test
    void everyPackageHasAPage() {
        assertThat(PackagePages.faults(sources)).isEmpty();
    }

    @Test
    void noSentenceIsPastedTwice() {
        assertThat(CopiedSentences.in(sources)).isEmpty();
    }

    private static Map<String, String> exemptions(String file) {
        return ReasonedList.parse(PROJECT.read(Path.of(file)));
    }

    private static void assertOnlyShrinks(String file, List<Measured> all) {
        LongestList list = new LongestList(PROJECT.root().resolve(file));
        if (System.getProperty(LongestList.UPDATE_FLAG) != null) {
            list.update(all);
        }
        assertThat(list.differences(all)).as(file).isEmpty();
    }
}
