package dev.millrace.cli.text;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.cli.output.WrongUsage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"1500,1500", "1500ms,1500", "30s,30000", "2m,120000", "1h,3600000", "1d,86400000", "PT1M,60000"})
    void spansOfTime(String word, long ms) {
        assertThat(TimeWords.duration(word)).isEqualTo(Duration.ofMillis(ms));
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000000,1700000000000",
        "1970-01-02,86400000",
        "1970-01-01T00:00:01,1000",
        "1970-01-01T00:00:01.5Z,1500",
        "1970-01-01T01:00:00+01:00,0",
        "1970-01-01T00:00:00-01:00,3600000",
    })
    void moments(String word, long ms) {
        assertThat(TimeWords.moment(word)).isEqualTo(ms);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5s", "5 s", "99999999999999999999d"})
    void noSpansOfTime(String word) {
        assertThatThrownBy(() -> TimeWords.duration(word)).isInstanceOf(WrongUsage.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1970-13-01", "1970-01-01T25:00:00"})
    void noMoments(String word) {
        assertThatThrownBy(() -> TimeWords.moment(word)).isInstanceOf(WrongUsage.class);
    }

    @Test
    void patternsOfNames() {
        List<String> names = List.of("a.b", "a.c", "axb");

        assertThat(NamePattern.of("a.b").select(names)).containsExactly("a.b");
        assertThat(NamePattern.of("a\\..").select(names)).containsExactly("a.b", "a.c");
        assertThat(NamePattern.of("*").select(names)).hasSize(3);
        assertThatThrownBy(() -> NamePattern.of("a(")).isInstanceOf(WrongUsage.class);
    }

    @Test
    void partsOfTopics() {
        assertThat(TopicParts.parse("t")).isEqualTo(new TopicParts("t", List.of()));
        assertThat(TopicParts.parse("t:0,2-4")).isEqualTo(new TopicParts("t", List.of(0, 2, 3, 4)));
        assertThatThrownBy(() -> TopicParts.parse("t:x")).isInstanceOf(WrongUsage.class);
        assertThatThrownBy(() -> TopicParts.parse("t:4-2")).isInstanceOf(WrongUsage.class);
    }

    @Test
    void escapes() {
        assertThat(Escapes.text("a\\t\\x2c\\\\\\n")).isEqualTo("a\t,\\\n");
        assertThatThrownBy(() -> Escapes.text("\\q")).isInstanceOf(WrongUsage.class);
        assertThatThrownBy(() -> Escapes.text("\\x2")).isInstanceOf(WrongUsage.class);
        assertThatThrownBy(() -> Escapes.text("\\")).isInstanceOf(WrongUsage.class);
    }

    @Test
    void namesWithValues() {
        assertThat(NameValues.parse("-X", List.of("a=1=2", "b=")))
                .containsEntry("a", "1=2")
                .containsEntry("b", "");
        assertThatThrownBy(() -> NameValues.parse("-X", List.of("a"))).hasMessage("-X a is not of the form NAME=VALUE");
        assertThatThrownBy(() -> NameValues.parse("-X", List.of("a=1", "a=2"))).hasMessage("-X sets a twice");
    }
}
