package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Values with their time, held as they are stored. <i>Immutable.</i>
 *
 * @param <V> type of values without time
 */
final class StampedByteValues<V> implements ValueForm<ValueAndTimestamp<V>> {
    private final Coder<V> coder;

    StampedByteValues(Coder<V> coder) {
        this.coder = coder;
    }

    @Override
    public @Nullable Object held(ValueAndTimestamp<V> value) {
        V plain = value.value();
        byte[] raw = plain == null ? null : coder.write(plain);
        return raw == null ? null : StampedV1.write(value.timestamp(), raw);
    }

    @Override
    public Object settled(Object held) {
        return held;
    }

    @Override
    public ValueAndTimestamp<V> value(Object held) {
        byte[] stored = (byte[]) held;
        return ValueAndTimestamp.makeAllowNullable(coder.read(StampedV1.raw(stored)), StampedV1.timestamp(stored));
    }

    @Override
    public byte[] raw(Object held) {
        return StampedV1.raw((byte[]) held);
    }

    @Override
    public byte[] stored(Object held, byte[] raw) {
        return (byte[]) held;
    }

    @Override
    public Object read(byte[] stored) {
        return stored;
    }

    @Override
    public byte[] restored(byte[] raw, long timestamp) {
        return StampedV1.write(timestamp, raw);
    }

    @Override
    public boolean stamped() {
        return true;
    }

    @Override
    public long timestamp(Object held) {
        return StampedV1.timestamp((byte[]) held);
    }

    @Override
    public int weight(Object held) {
        return 16 + ((byte[]) held).length;
    }
}
