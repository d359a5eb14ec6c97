package dev.millrace.streams.kstream;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.internals.TimeWindow;

/**
 * Windows of one size at equal distances, the first of which begins at the epoch. They tumble, each beginning where the
 * one before ends; made with {@link #advanceBy}, they hop and overlap. <i>Immutable.</i>
 */
public final class TimeWindows extends Windows<TimeWindow> {
    /** Length of each window in milliseconds. */
    public final long sizeMs;

    /** From the start of one window to that of the next, in milliseconds. */
    public final long advanceMs;

    private final long graceMs;

    private TimeWindows(long sizeMs, long advanceMs, long graceMs) {
        if (sizeMs <= 0) {
            throw new IllegalArgumentException("Window size must be positive: " + sizeMs + " ms");
        }
        this.sizeMs = sizeMs;
        this.advanceMs = advanceMs;
        this.graceMs = graceMs;
    }

    /**
     * Tumbling windows that take nothing after their end.
     *
     * @throws IllegalArgumentException if {@code size} is not positive, or too long
     */
    public static TimeWindows ofSizeWithNoGrace(Duration size) {
        return ofSizeAndGrace(size, Duration.ofMillis(NO_GRACE_PERIOD));
    }

    /**
     * Tumbling windows.
     *
     * @param afterWindowEnd grace period
     * @throws IllegalArgumentException if {@code size} is not positive, {@code afterWindowEnd} negative, or one of them
     *     too long
     */
    public static TimeWindows ofSizeAndGrace(Duration size, Duration afterWindowEnd) {
        long sizeMs = Milliseconds.of(size, "size");
        return new TimeWindows(sizeMs, sizeMs, Milliseconds.notNegative(afterWindowEnd, "afterWindowEnd"));
    }

    /**
     * The same windows, hopping: one begins every {@code advance}.
     *
     * @throws IllegalArgumentException if {@code advance} is not positive, or longer than a window
     */
    public TimeWindows advanceBy(Duration advance) {
        long newAdvanceMs = Milliseconds.of(advance, "advance");
        if (newAdvanceMs <= 0 || newAdvanceMs > sizeMs) {
            throw new IllegalArgumentException("Windows of " + sizeMs + " ms must advance by more than zero and at"
                    + " most their size, not by " + newAdvanceMs + " ms");
        }
        return new TimeWindows(sizeMs, newAdvanceMs, graceMs);
    }

    @Override
    public Map<Long, TimeWindow> windowsFor(long timestamp) {
        Map<Long, TimeWindow> windows = new LinkedHashMap<>();
        long firstStart = Math.max(0, timestamp - sizeMs + advanceMs) / advanceMs * advanceMs;
        for (long start = firstStart; start <= timestamp; start += advanceMs) {
            windows.put(start, new TimeWindow(start, start + sizeMs));
        }
        return windows;
    }

    @Override
    public long size() {
        return sizeMs;
    }

    @Override
    public long gracePeriodMs() {
        return graceMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeWindows that
                && sizeMs == that.sizeMs
                && advanceMs == that.advanceMs
                && graceMs == that.graceMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(sizeMs, advanceMs, graceMs);
    }

    @Override
    public String toString() {
        return "TimeWindows{, sizeMs=" + sizeMs + ", advanceMs=" + advanceMs + ", graceMs=" + graceMs + '}';
    }
}
