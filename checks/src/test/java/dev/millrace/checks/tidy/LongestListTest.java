package dev.millrace.checks.tidy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LongestListTest {

    @TempDir
    Path directory;

    private LongestList list;

    @BeforeEach
    void freeze() {
        list = new LongestList(directory.resolve("longest.txt"));
        list.update(List.of(new Measured("Mill.grind", 30), new Measured("Mill.stop", 20)));
    }

    @Test
    void refusesTheLongestToGrow() {
        assertThat(list.differences(List.of(new Measured("Mill.grind", 31), new Measured("Mill.stop", 20))))
                .containsExactly("rank 1: Mill.grind has 31 lines, longer than the 30 that are allowed: split it");
    }

    @Test
    void refusesANewcomerThatPushesTheOthersDown() {
        assertThat(list.differences(List.of(
                        new Measured("Mill.grind", 30), new Measured("Mill.start", 25), new Measured("Mill.stop", 20))))
                .hasSize(2)
                .allMatch(it -> it.contains("longer"));
    }

    @Test
    void asksToKeepWhatWasWon() {
        assertThat(list.differences(List.of(new Measured("Mill.grind", 29), new Measured("Mill.stop", 20))))
                .containsExactly("rank 1: 30 lines became 29: well done, keep it so with mvn -ntp -pl checks test"
                        + " -Dlongest.update");
    }

    @Test
    void aNameMayChangeAtTheSameLength() {
        assertThat(list.differences(List.of(new Measured("Wheel.turn", 30), new Measured("Mill.stop", 20))))
                .isEmpty();
    }

    @Test
    void updateKeepsGainsButNoGrowth() {
        List<Measured> shorter = List.of(new Measured("Mill.grind", 10), new Measured("Mill.stop", 9));
        list.update(shorter);
        list.update(List.of(new Measured("Mill.grind", 12), new Measured("Mill.stop", 9)));

        assertThat(list.differences(shorter)).isEmpty();
    }

    @Test
    void keepsTenRanks() {
        List<Measured> many = IntStream.rangeClosed(1, 40)
                .mapToObj(lines -> new Measured("Mill.step" + lines, lines))
                .toList();
        LongestList fresh = new LongestList(directory.resolve("fresh.txt"));

        assertThat(fresh.differences(many)).as("absent list").isEmpty();
        fresh.update(many);
        assertThat(fresh.differences(many.subList(29, 40))).hasSize(0);
        assertThat(fresh.differences(many.subList(31, 40))).hasSize(1);
    }
}
