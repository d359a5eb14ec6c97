package dev.millrace.streams.kstream;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.internals.UnlimitedWindow;

/**
 * A single window that never ends; records before its start belong to none. <i>Immutable.</i> It cannot close, so it
 * has no grace period, and what is kept for it grows with the keys.
 */
public final class UnlimitedWindows extends Windows<UnlimitedWindow> {
    /** Where the window begins, milliseconds since the epoch. */
    public final long startMs;

    private UnlimitedWindows(long startMs) {
        this.startMs = startMs;
    }

    /** The window that begins at the epoch. */
    public static UnlimitedWindows of() {
        return new UnlimitedWindows(0);
    }

    /**
     * The window that begins at {@code start}.
     *
     * @throws IllegalArgumentException if that is before the epoch, or too far away
     */
    public UnlimitedWindows startOn(Instant start) {
        long newStartMs = Milliseconds.of(start, "start");
        if (newStartMs < 0) {
            throw new IllegalArgumentException("A window cannot begin before the epoch: " + start);
        }
        return new UnlimitedWindows(newStartMs);
    }

    /** The window, unless it begins after {@code timestamp}. */
    @Override
    public Map<Long, UnlimitedWindow> windowsFor(long timestamp) {
        return timestamp < startMs ? Map.of() : Map.of(startMs, new UnlimitedWindow(startMs));
    }

    /** The greatest number there is. */
    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public long gracePeriodMs() {
        return NO_GRACE_PERIOD;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnlimitedWindows that && startMs == that.startMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(startMs);
    }

    @Override
    public String toString() {
        return "UnlimitedWindows{startMs=" + startMs + '}';
    }
}
