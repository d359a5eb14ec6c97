package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.ValueForm;

/** Values that are bytes already, for stores of bytes under a layer of somebody else's. <i>Immutable.</i> */
final class RawValues implements ValueForm<byte[]> {
    @Override
    public @Nullable Object held(byte[] value) {
        return value;
    }

    @Override
    public Object settled(Object held) {
        return held;
    }

    @Override
    public byte[] value(Object held) {
        return (byte[]) held;
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
        throw new IllegalStateException("Who logs the values of this store knows their time");
    }

    @Override
    public int weight(Object held) {
        return 16 + ((byte[]) held).length;
    }
}
