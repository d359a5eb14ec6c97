package dev.millrace.streams.internal.runtime.thread;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTest {
    @Test
    void logsOncePerInterval() {
        Summary summary = new Summary("thread", 100, 1_000);

        assertThat(summary.logIfDue(1_099, 5, 1)).isFalse();
        assertThat(summary.logIfDue(1_100, 5, 1)).isTrue();
        assertThat(summary.logIfDue(1_150, 9, 2)).isFalse();
        assertThat(summary.logIfDue(1_200, 9, 2)).isTrue();
    }

    @Test
    void intervalThatIsNotPositiveSwitchesItOff() {
        assertThat(new Summary("thread", -1, 0).logIfDue(1_000_000, 5, 1)).isFalse();
        assertThat(new Summary("thread", 0, 0).logIfDue(1_000_000, 5, 1)).isFalse();
    }
}
