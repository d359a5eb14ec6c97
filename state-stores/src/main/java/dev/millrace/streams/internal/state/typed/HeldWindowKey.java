package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.keys.SegmentKeyV1;
import dev.millrace.streams.internal.state.keys.WindowKeyV1;

/**
 * Key of an entry of a window store. <i>Immutable.</i>
 *
 * @param userKey the key alone, as held
 * @param start of the window, milliseconds since the epoch
 * @param sequence tells values of the same key and start apart
 */
record HeldWindowKey(Object userKey, long start, int sequence) implements TimedKey {
    static HeldWindowKey read(Object userKey, byte[] stored) {
        return new HeldWindowKey(userKey, WindowKeyV1.start(stored), WindowKeyV1.sequence(stored));
    }

    @Override
    public TimedKey withUserKey(Object other) {
        return new HeldWindowKey(other, start, sequence);
    }

    @Override
    public long time() {
        return start;
    }

    @Override
    public int compareInKey(TimedKey other) {
        HeldWindowKey that = (HeldWindowKey) other;
        return start == that.start ? Integer.compare(sequence, that.sequence) : Long.compare(start, that.start);
    }

    @Override
    public byte[] write(byte[] serialisedUserKey) {
        return WindowKeyV1.write(SegmentKeyV1.HEAD_BYTES, serialisedUserKey, start, sequence);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeldWindowKey that
                && start == that.start
                && sequence == that.sequence
                && userKey.equals(that.userKey);
    }

    @Override
    public int hashCode() {
        return (userKey.hashCode() * 31 + Long.hashCode(start)) * 31 + sequence;
    }
}
