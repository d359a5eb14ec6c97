package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.ValueForm;

/**
 * Values without time stamp, held as they are. <i>Immutable.</i>
 *
 * @param <V> type of values
 */
final class ObjectValues<V> implements ValueForm<V> {
    private final Class<?> type;
    private final Coder<V> coder;

    ObjectValues(Class<?> type, Coder<V> coder) {
        this.type = type;
        this.coder = coder;
    }

    @Override
    public @Nullable Object held(V value) {
        if (!type.isInstance(value)) {
            throw coder.wrongType(value, null);
        }
        return value;
    }

    @Override
    public Object settled(Object held) {
        return held;
    }

    @SuppressWarnings("unchecked")
    @Override
    public V value(Object held) {
        return (V) held;
    }

    @Override
    public byte[] raw(Object held) {
        return coder.write(value(held));
    }

    @Override
    public byte[] stored(Object held, byte[] raw) {
        return raw;
    }

    @Override
    public Object read(byte[] stored) {
        return coder.read(stored);
    }

    @Override
    public byte[] restored(byte[] raw, long timestamp) {
        return raw;
    }

    @Override
    public boolean stamped() {
        return false;
    }

    @Override
    public long timestamp(Object held) {
        throw new IllegalStateException("Values of this store carry no time");
    }

    @Override
    public int weight(Object held) {
        return ImmutableTypes.weight(held);
    }
}
