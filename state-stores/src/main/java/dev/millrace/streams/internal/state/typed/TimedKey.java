package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

/**
 * Key of an entry that belongs to a time: what the buffer of a window or session store looks up. <i>Immutable.</i>
 *
 * @param userKey the key alone, in the form in which it is held
 * @param time by which the entry is kept and dropped, milliseconds since the epoch: start of the window, end of the
 *     session
 * @param other sequence number of the window, which tells values of the same key and start apart; start of the session
 */
record TimedKey(Object userKey, long time, long other) {
    /** The same time with another key. */
    TimedKey withUserKey(Object key) {
        return new TimedKey(key, time, other);
    }

    /** Order of entries of one key. */
    int compareInKey(TimedKey that) {
        return time == that.time ? Long.compare(other, that.other) : Long.compare(time, that.time);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof TimedKey that
                && time == that.time
                && other == that.other
                && userKey.equals(that.userKey);
    }

    @Override
    public int hashCode() {
        return (userKey.hashCode() * 31 + Long.hashCode(time)) * 31 + Long.hashCode(other);
    }
}
