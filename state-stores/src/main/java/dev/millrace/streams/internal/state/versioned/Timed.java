package dev.millrace.streams.internal.state.versioned;

import org.jspecify.annotations.Nullable;

/**
 * A version or deletion as it is held. <i>Immutable.</i>
 *
 * @param time of the latest version, since when it is valid; of one in the history, until when it was, exclusive
 * @param held the value as its form holds it; null for a deletion
 */
record Timed(long time, @Nullable Object held) {
    /** Until when a deletion is valid that was the latest version once: until the next one, whichever that is. */
    static final long OPEN = Long.MAX_VALUE;

    boolean deletion() {
        return held == null;
    }
}
