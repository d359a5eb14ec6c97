package dev.millrace.streams.kstream.internals;

import dev.millrace.streams.kstream.Window;

/** A window of fixed size: its start belongs to it, its end does not. <i>Immutable.</i> */
public class TimeWindow extends Window {
    /**
     * A window that is not empty.
     *
     * @param startMs milliseconds since the epoch, inclusive
     * @param endMs milliseconds since the epoch, exclusive
     * @throws IllegalArgumentException if it has no length, or a bound is not allowed
     */
    public TimeWindow(long startMs, long endMs) {
        super(startMs, endMs);
        if (startMs == endMs) {
            throw new IllegalArgumentException("Window end must be after its start: " + startMs);
        }
    }

    /** The window of that size, or as much of it as time can count. */
    public static TimeWindow ofSize(long startMs, long sizeMs) {
        long end = startMs + sizeMs;
        return new TimeWindow(startMs, end < 0 ? Long.MAX_VALUE : end);
    }

    @Override
    public boolean overlap(Window other) {
        if (getClass() != other.getClass()) {
            throw new IllegalArgumentException("A window of fixed size cannot be compared with a "
                    + other.getClass().getName());
        }
        return startMs < other.end() && other.start() < endMs;
    }
}
