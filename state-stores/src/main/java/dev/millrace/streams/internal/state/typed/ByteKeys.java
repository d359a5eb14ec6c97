package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.KeyForm;

/**
 * Keys held serialised, since their objects may change or differ although their bytes are equal. <i>Immutable.</i>
 *
 * @param <K> type of keys
 */
final class ByteKeys<K> implements KeyForm<K> {
    private final Coder<K> coder;

    ByteKeys(Coder<K> coder) {
        this.coder = coder;
    }

    @Override
    public Object held(K key) {
        return Bytes.wrap(coder.write(key));
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
    public K key(Object held) {
        return coder.read(bytes(held));
    }

    @Override
    public K read(byte[] bytes) {
        return coder.read(bytes);
    }

    @Override
    public Object readHeld(byte[] bytes) {
        return Bytes.wrap(bytes);
    }

    @Override
    public int weight(Object held) {
        return 24 + bytes(held).length;
    }

    @Override
    public void addHeaders(Object held, Headers headers) {
        coder.write(key(held), headers);
    }
}
