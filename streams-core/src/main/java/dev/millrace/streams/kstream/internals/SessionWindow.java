package dev.millrace.streams.kstream.internals;

import dev.millrace.streams.kstream.Window;

/** A session: both its first and its last moment belong to it. <i>Immutable.</i> */
public final class SessionWindow extends Window {
    /** A session between two moments, which may be the same. */
    public SessionWindow(long startMs, long endMs) {
        super(startMs, endMs);
    }

    @Override
    public boolean overlap(Window other) {
        if (getClass() != other.getClass()) {
            throw new IllegalArgumentException(
                    "A session cannot be compared with a " + other.getClass().getName());
        }
        return startMs <= other.end() && other.start() <= endMs;
    }
}
