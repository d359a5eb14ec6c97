package dev.millrace.streams.kstream;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A span of time: what belongs to it is said by its subclass. Two windows are equal if they are of the same class and
 * have the same bounds. <i>Immutable.</i>
 */
public abstract class Window {
    /** Where it begins, milliseconds since the epoch. */
    protected final long startMs;

    /** Where it ends, milliseconds since the epoch; the subclass says whether that moment belongs to it. */
    protected final long endMs;

    /**
     * A window between two moments.
     *
     * @param startMs milliseconds since the epoch
     * @param endMs milliseconds since the epoch
     * @throws IllegalArgumentException if {@code startMs} is negative or after {@code endMs}
     */
    public Window(long startMs, long endMs) {
        if (startMs < 0) {
            throw new IllegalArgumentException("Window start cannot be negative: " + startMs);
        }
        if (endMs < startMs) {
            throw new IllegalArgumentException("Window end " + endMs + " cannot be before its start " + startMs);
        }
        this.startMs = startMs;
        this.endMs = endMs;
    }

    /** Where it begins, milliseconds since the epoch. */
    public long start() {
        return startMs;
    }

    /** Where it ends, milliseconds since the epoch. */
    public long end() {
        return endMs;
    }

    /** The same as {@link #start()}. */
    public Instant startTime() {
        return Instant.ofEpochMilli(startMs);
    }

    /** The same as {@link #end()}. */
    public Instant endTime() {
        return Instant.ofEpochMilli(endMs);
    }

    /**
     * Whether some moment belongs to both windows.
     *
     * @throws IllegalArgumentException if the other window is of another class
     */
    public abstract boolean overlap(Window other);

    @Override
    public boolean equals(@Nullable Object other) {
        if (other == this) {
            return true;
        }
        return other != null
                && getClass() == other.getClass()
                && startMs == ((Window) other).startMs
                && endMs == ((Window) other).endMs;
    }

    /** Differs from run to run for none: made of the bounds alone. */
    @Override
    public int hashCode() {
        return (int) ((startMs << 32 | endMs) % 0xFFFFFFFFL);
    }

    @Override
    public String toString() {
        return "Window{startMs=" + startMs + ", endMs=" + endMs + "}";
    }
}
