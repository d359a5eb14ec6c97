package dev.millrace.benchmarks.wordcount;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunResultTest {

    private static final RunResult RESULT =
            new RunResult(1_000, 20_000_000, 5_000_000, 2_000_000_000, 500_000_000, 300_000_000);

    @Test
    void survivesItsTextForm() {
        assertThat(RunResult.isLine(RESULT.toLine())).isTrue();
        assertThat(RunResult.parse(RESULT.toLine())).isEqualTo(RESULT);
        assertThat(RunResult.isLine("INFO RESULT")).isFalse();
    }

    @Test
    void dividesByTheWords() {
        assertThat(RESULT.cpuMicrosPerWord()).isEqualTo(20);
        assertThat(RESULT.bytesPerWord()).isEqualTo(5_000);
        assertThat(RESULT.wordsPerSecond()).isEqualTo(500);
        assertThat(RESULT.warmWordsPerSecond()).isEqualTo(1_000);
    }

    @Test
    void planSurvivesItsTextFormWithAnyDirectory() {
        RunPlan plan = new RunPlan(
                "127.0.0.1:9092", "run-1", "lines", "counts", 10, 0, "COUNT", "at_least_once", "/tmp/a b|c");

        assertThat(RunPlan.parse(plan.toText())).isEqualTo(plan);
    }
}
