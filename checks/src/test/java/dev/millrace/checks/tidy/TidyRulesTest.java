package dev.millrace.checks.tidy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Each tidy rule says no to what it is there for. */
class TidyRulesTest {

    private static final String PAGE = "/** Grinds. */\n@NullMarked\npackage mill;";

    @ParameterizedTest
    @ValueSource(strings = {"StoneManager", "MillHelper", "GrainUtil", "GrainUtils", "StoneImpl", "InternalStone"})
    void namesThatFitAnythingAreRefused(String name) {
        assertThat(new TypeNames(Map.of()).undecided(List.of(source("package mill; class " + name + " {}"))))
                .singleElement()
                .asString()
                .contains(name + " does not say what it is");
    }

    @Test
    void namesThatOnlyContainTheLettersAreFine() {
        JavaSource source = source("package mill; class Utilisation { record Implied(int helpers) {} }");

        assertThat(new TypeNames(Map.of()).undecided(List.of(source))).isEmpty();
    }

    @Test
    void anAllowedPhraseIsFineInsideAName() {
        JavaSource source = source("package mill; class InternalTopics { class TopicManager {} }");

        assertThat(new TypeNames(Map.of("InternalTopic", "protocol")).undecided(List.of(source)))
                .singleElement()
                .asString()
                .contains("TopicManager");
    }

    @Test
    void sharedNamesAreRefusedUnlessAllowed() {
        List<JavaSource> sources = List.of(
                source("package mill; class Stone { class Rim {} }"),
                source("package river; class Stone { class Rim {} }"));

        assertThat(new TypeNames(Map.of()).shared(sources))
                .containsExactly("Stone is the name of a type in each of [mill, river]");
        assertThat(new TypeNames(Map.of("Stone", "both")).shared(sources)).isEmpty();
    }

    @Test
    void packagesWithoutPageOrNullMarkAreRefused() {
        JavaSource type = JavaSource.parse(Path.of("mill", "Stone.java"), "package mill; class Stone {}");
        JavaSource page = JavaSource.parse(Path.of("mill", "package-info.java"), PAGE);
        JavaSource unmarked = JavaSource.parse(Path.of("mill", "package-info.java"), "/** Grinds. */ package mill;");

        assertThat(PackagePages.faults(List.of(type))).containsExactly("mill has no package-info.java");
        assertThat(PackagePages.faults(List.of(type, unmarked)))
                .containsExactly("mill/package-info.java is not @NullMarked");
        assertThat(PackagePages.faults(List.of(type, page))).isEmpty();
    }

    @Test
    void aLongSentenceMayStandOnlyOnce() {
        String pasted = "the stone turns once for each eighth part of the wheel";
        JavaSource javadoc = source("/** Turns.\n *\n * @param speed " + pasted + ". \n */ class Stone {}");
        JavaSource remark = source("class Wheel { // the stone turns once for each eighth\n // part of the wheel.\n }");

        assertThat(CopiedSentences.in(List.of(javadoc, remark)))
                .singleElement()
                .asString()
                .startsWith("\"" + pasted + ".\" stands 2 times");
    }

    @Test
    void idiomsAndTextOutsideCommentsMayRepeat() {
        String text =
                "/** <em>Confined to the one thread that turns the stone.</em> */ class %s { String s = \"/* the stone turns once for each"
                        + " eighth part of the wheel */\"; }";

        assertThat(CopiedSentences.in(List.of(source(text.formatted("Stone")), source(text.formatted("Wheel")))))
                .isEmpty();
    }

    @Test
    void methodsAreMeasuredFromTheirFirstLineToTheirLast() {
        JavaSource source =
                source("class Stone {\n  @Override\n  public String toString() {\n    return null;\n  }\n}");

        assertThat(source.methods()).containsExactly(new Measured("Stone.toString", 4));
        assertThat(source.lineCount()).isEqualTo(6);
    }

    @Test
    void anExemptionNeedsAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReasonedList.parse("# list\nStone: both\nWheel:"))
                .withMessageContaining("Wheel");
    }

    private static JavaSource source(String text) {
        return JavaSource.parse(Path.of("Source.java"), text);
    }
}
