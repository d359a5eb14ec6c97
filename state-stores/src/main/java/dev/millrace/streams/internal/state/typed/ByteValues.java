package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.ValueForm;

/**
 * Values without time stamp, held serialised. <i>Immutable.</i>
 *
 * @param <V> type of values
 */
final class ByteValues<V> implements ValueForm<V> {
    private final Coder<V> coder;

    ByteValues(Coder<V> coder) {
        this.coder = coder;
    }

    @Override
    public @Nullable Object held(V value) {
        return coder.write(value);
    }

    @Override
    public Object settled(Object held) {
        return held;
    }

    @Override
    public V value(Object held) {
        return coder.read((byte[]) held);
    }

    @Override
    public byte[] raw(Object held) {
        return (byte[]) held;
    }

    @Override
    public byte[] stored(Object held, byte[] raw) {
        return raw;
    }

    @Override
    public Object read(byte[] stored) {
        return stored;
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
        return 16 + ((byte[]) held).length;
    }
}
