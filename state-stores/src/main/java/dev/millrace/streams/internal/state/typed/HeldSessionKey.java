package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.keys.SegmentKeyV1;
import dev.millrace.streams.internal.state.keys.SessionKeyV1;

/**
 * Key of an entry of a session store. <i>Immutable.</i>
 *
 * @param userKey the key alone, as held
 * @param start of the session, milliseconds since the epoch
 * @param end of the session, milliseconds since the epoch
 */
record HeldSessionKey(Object userKey, long start, long end) implements TimedKey {
    static HeldSessionKey read(Object userKey, byte[] stored) {
        return new HeldSessionKey(userKey, SessionKeyV1.start(stored), SessionKeyV1.end(stored));
    }

    @Override
    public TimedKey withUserKey(Object other) {
        return new HeldSessionKey(other, start, end);
    }

    @Override
    public long time() {
        return end;
    }

    @Override
    public int compareInKey(TimedKey other) {
        HeldSessionKey that = (HeldSessionKey) other;
        return end == that.end ? Long.compare(start, that.start) : Long.compare(end, that.end);
    }

    @Override
    public byte[] write(byte[] serialisedUserKey) {
        return SessionKeyV1.write(SegmentKeyV1.HEAD_BYTES, serialisedUserKey, start, end);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeldSessionKey that
                && start == that.start
                && end == that.end
                && userKey.equals(that.userKey);
    }

    @Override
    public int hashCode() {
        return (userKey.hashCode() * 31 + Long.hashCode(start)) * 31 + Long.hashCode(end);
    }
}
