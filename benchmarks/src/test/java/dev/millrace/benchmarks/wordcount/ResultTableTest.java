package dev.millrace.benchmarks.wordcount;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResultTableTest {

    @Test
    void showsMediansAndTheirRatio() {
        ResultTable table = new ResultTable("ours", "theirs");
        for (long micros : new long[] {30, 10, 20}) {
            table.add("cache on", "ours", result(micros));
            table.add("cache on", "theirs", result(2 * micros));
        }

        assertThat(table.rows("cache on").lines())
                .map(line -> line.split("\\s+"))
                .map(parts -> parts[2] + " " + parts[3])
                .containsExactly("theirs 40.0", "ours 20.0", "ratio 0.50");
    }

    private static RunResult result(long cpuMicros) {
        return new RunResult(1, cpuMicros * 1_000, 1, 1, 1, 1);
    }
}
