package dev.millrace.streams.kstream;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Windows that follow from the records: for each record there is one that ends with it and one that begins right after
 * it, as far as they hold records at all. Both bounds belong to a window. Two records share one if their times differ
 * by no more than the time difference (KIP-450). <i>Immutable.</i>
 */
public final class SlidingWindows {
    private final long timeDifferenceMs;
    private final long graceMs;

    private SlidingWindows(long timeDifferenceMs, long graceMs) {
        this.timeDifferenceMs = timeDifferenceMs;
        this.graceMs = graceMs;
    }

    /**
     * Windows that take nothing after their end.
     *
     * @throws IllegalArgumentException if {@code timeDifference} is negative, or too long
     */
    public static SlidingWindows ofTimeDifferenceWithNoGrace(Duration timeDifference) {
        return ofTimeDifferenceAndGrace(timeDifference, Duration.ZERO);
    }

    /**
     * Windows of this length.
     *
     * @param timeDifference the most by which records in one window differ
     * @param afterWindowEnd how long after its end a window still takes records
     * @throws IllegalArgumentException if one of them is negative, or too long
     */
    public static SlidingWindows ofTimeDifferenceAndGrace(Duration timeDifference, Duration afterWindowEnd) {
        return new SlidingWindows(
                Milliseconds.notNegative(timeDifference, "timeDifference"),
                Milliseconds.notNegative(afterWindowEnd, "afterWindowEnd"));
    }

    /** The most by which the times of two records in one window differ, in milliseconds. */
    public long timeDifferenceMs() {
        return timeDifferenceMs;
    }

    /** Grace period in milliseconds. */
    public long gracePeriodMs() {
        return graceMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SlidingWindows that
                && timeDifferenceMs == that.timeDifferenceMs
                && graceMs == that.graceMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(timeDifferenceMs, graceMs);
    }

    @Override
    public String toString() {
        return "SlidingWindows{, sizeMs=" + timeDifferenceMs + ", graceMs=" + graceMs + '}';
    }
}
