package dev.millrace.streams.kstream.internals;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WindowBoundsTest {
    @Test
    void windowEndsAtTheEndOfTimeAtTheLatest() {
        assertThat(TimeWindow.ofSize(Long.MAX_VALUE - 5, 10).end()).isEqualTo(Long.MAX_VALUE);
        assertThat(TimeWindow.ofSize(5, 10).end()).isEqualTo(15);
    }

    @Test
    void windowsOverlapWithoutTheirEndSessionsWithIt() {
        assertThat(new TimeWindow(0, 10).overlap(new TimeWindow(10, 20))).isFalse();
        assertThat(new TimeWindow(0, 11).overlap(new TimeWindow(10, 20))).isTrue();
        assertThat(new SessionWindow(0, 10).overlap(new SessionWindow(10, 20))).isTrue();
        assertThat(new SessionWindow(0, 9).overlap(new SessionWindow(10, 20))).isFalse();
    }

    @Test
    void windowsWithoutEndOverlap() {
        assertThat(new UnlimitedWindow(5).overlap(new UnlimitedWindow(500))).isTrue();
        assertThat(new UnlimitedWindow(5).end()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void onlyWindowsOfOneKindCompare() {
        assertThatThrownBy(() -> new TimeWindow(0, 10).overlap(new SessionWindow(0, 10)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SessionWindow(0, 10).overlap(new UnlimitedWindow(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new UnlimitedWindow(0).overlap(new TimeWindow(0, 10)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new TimeWindow(0, 10)).isNotEqualTo(new SessionWindow(0, 10));
    }

    @Test
    void windowHasLengthSessionNeedsNone() {
        assertThatThrownBy(() -> new TimeWindow(7, 7)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new SessionWindow(7, 7)).hasToString("Window{startMs=7, endMs=7}");
    }
}
