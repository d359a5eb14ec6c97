package dev.millrace.streams.internal.state.versioned;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.KeyForm;

/** The form of keys of versions in the history: bytes already. <i>Immutable.</i> */
enum VersionKeys implements KeyForm<byte[]> {
    INSTANCE;

    @Override
    public Object held(byte[] key) {
        return Bytes.wrap(key);
    }

    @Override
    public Object canonical(Object held) {
        return held;
    }

    @Override
    public byte[] bytes(Object held) {
        return ((Bytes) held).get();
    }

    @Override
    public byte[] key(Object held) {
        return bytes(held);
    }

    @Override
    public byte[] read(byte[] bytes) {
        return bytes;
    }

    @Override
    public int weight(Object held) {
        return 24 + bytes(held).length;
    }
}
