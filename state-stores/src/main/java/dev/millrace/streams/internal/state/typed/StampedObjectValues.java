package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * Values with their time, held as they are. <i>Immutable.</i>
 *
 * @param <V> type of values without time
 */
final class StampedObjectValues<V> implements ValueForm<ValueAndTimestamp<V>> {
    private final Class<?> type;
    private final Coder<V> coder;

    StampedObjectValues(Class<?> type, Coder<V> coder) {
        this.type = type;
        this.coder = coder;
    }

    @Override
    public @Nullable Object held(ValueAndTimestamp<V> value) {
        V plain = value.value();
        if (plain == null) {
            return null;
        }
        if (!type.isInstance(plain)) {
            throw coder.wrongType(plain, null);
        }
        return value;
    }

    @Override
    public Object settled(Object held) {
        return held;
    }

    @SuppressWarnings("unchecked")
    @Override
    public ValueAndTimestamp<V> value(Object held) {
        return (ValueAndTimestamp<V>) held;
    }

    @Override
    public byte[] raw(Object held) {
        return coder.write(value(held).value());
    }

    @Override
    public byte[] stored(Object held, byte[] raw) {
        return StampedV1.write(timestamp(held), raw);
    }

    @Override
    public Object read(byte[] stored) {
        return ValueAndTimestamp.makeAllowNullable(coder.read(StampedV1.raw(stored)), StampedV1.timestamp(stored));
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
        return value(held).timestamp();
    }

    @Override
    public int weight(Object held) {
        return 16 + ImmutableTypes.weight(value(held).value());
    }
}
