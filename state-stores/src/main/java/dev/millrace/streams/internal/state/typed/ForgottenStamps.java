package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Values with their time over a persistent store that was made for plain values: the time is logged and handed on, but
 * not stored, and reads give -1, as in Kafka Streams. <i>Immutable.</i>
 *
 * @param <V> type of values without time
 */
final class ForgottenStamps<V> implements ValueForm<ValueAndTimestamp<V>> {
    private static final long UNKNOWN_TIME = -1;

    private final ValueForm<ValueAndTimestamp<V>> stamped;

    ForgottenStamps(ValueForm<ValueAndTimestamp<V>> stamped) {
        this.stamped = stamped;
    }

    @Override
    public @Nullable Object held(ValueAndTimestamp<V> value) {
        return stamped.held(value);
    }

    @Override
    public Object settled(Object held) {
        V plain = stamped.value(held).value();
        Object withoutTime = stamped.held(ValueAndTimestamp.makeAllowNullable(plain, UNKNOWN_TIME));
        return withoutTime == null ? held : withoutTime;
    }

    @Override
    public ValueAndTimestamp<V> value(Object held) {
        return stamped.value(held);
    }

    @Override
    public byte[] raw(Object held) {
        return stamped.raw(held);
    }

    @Override
    public byte[] stored(Object held, byte[] raw) {
        return raw;
    }

    @Override
    public Object read(byte[] stored) {
        return stamped.read(StampedV1.write(UNKNOWN_TIME, stored));
    }

    @Override
    public byte[] restored(byte[] raw, long timestamp) {
        return raw;
    }

    @Override
    public boolean stamped() {
        return true;
    }

    @Override
    public boolean keepsTime() {
        return false;
    }

    @Override
    public long timestamp(Object held) {
        return stamped.timestamp(held);
    }

    @Override
    public int weight(Object held) {
        return stamped.weight(held);
    }
}
