package dev.millrace.streams.internal.state.typed;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;

/**
 * Values with their headers, and their time if they have one. The value is held as an object if its type is immutable,
 * else as bytes; headers are held as bytes, since a caller may change what it gave or got.
 *
 * <p>A persistent store that was made for less keeps less: headers, or time too, are logged and handed on, but reads
 * give none, as in Kafka Streams. <i>Immutable.</i>
 *
 * @param type type of values that may be held as objects; null if they are to be held as bytes
 * @param <V> type of values without time and headers
 * @param <S> type of values with headers
 */
record HeadedValues<V, S>(Coder<V> coder, @Nullable Class<?> type, HeadedShape<V, S> shape, Kept kept)
        implements ValueForm<S> {
    private static final byte[] NO_HEADERS = new byte[0];
    static final long UNKNOWN_TIME = -1;

    /** What a store keeps with a value. */
    enum Kept {
        HEADERS_AND_TIME,
        HEADERS,
        TIME,
        NOTHING
    }

    /** As the buffer has it; the value is an object or bytes. */
    private record Held(Object value, long timestamp, byte[] headers) {}

    @Override
    public @Nullable Object held(S value) {
        V plain = shape.value(value);
        return plain == null ? null : held(plain, shape.timestamp(value), shape.headers(value));
    }

    /** Serialisers may add headers, that of the key first: to those of the caller, as in Kafka Streams. */
    @Override
    public @Nullable Object held(S value, KeyForm<?> keys, Object key) {
        V plain = shape.value(value);
        if (plain == null) {
            return null;
        }
        Headers headers = shape.headers(value);
        keys.addHeaders(key, headers);
        return held(plain, shape.timestamp(value), headers);
    }

    private @Nullable Object held(V plain, long timestamp, Headers headers) {
        if (type == null) {
            byte[] raw = coder.write(plain, headers);
            return raw == null ? null : new Held(raw, timestamp, HeadersV1.write(headers));
        }
        if (!type.isInstance(plain)) {
            throw coder.wrongType(plain, null);
        }
        return new Held(plain, timestamp, HeadersV1.write(headers));
    }

    private static Held of(Object held) {
        return (Held) held;
    }

    @Override
    public Object settled(Object held) {
        return switch (kept) {
            case HEADERS_AND_TIME, HEADERS -> held;
            case TIME -> new Held(of(held).value(), of(held).timestamp(), NO_HEADERS);
            case NOTHING -> new Held(of(held).value(), UNKNOWN_TIME, NO_HEADERS);
        };
    }

    @Override
    public S value(Object held) {
        Headers headers = HeadersV1.read(of(held).headers());
        return shape.whole(plain(of(held).value(), headers), of(held).timestamp(), headers);
    }

    @SuppressWarnings("unchecked")
    private V plain(Object value, Headers headers) {
        return type == null ? coder.read((byte[]) value, headers) : (V) value;
    }

    @SuppressWarnings("unchecked")
    @Override
    public byte[] raw(Object held) {
        Object value = of(held).value();
        return type == null ? (byte[]) value : coder.write((V) value);
    }

    @Override
    public byte[] stored(Object held, byte[] raw) {
        return stored(of(held).headers(), of(held).timestamp(), raw);
    }

    private byte[] stored(byte[] headers, long timestamp, byte[] raw) {
        return switch (kept) {
            case HEADERS_AND_TIME -> HeadersV1.write(headers, timestamp, raw);
            case HEADERS -> HeadersV1.write(headers, raw);
            case TIME -> StampedV1.write(timestamp, raw);
            case NOTHING -> raw;
        };
    }

    @Override
    public Object read(byte[] stored) {
        return switch (kept) {
            case HEADERS_AND_TIME, HEADERS -> readHeaded(stored);
            case TIME -> readHeld(StampedV1.raw(stored), StampedV1.timestamp(stored), NO_HEADERS);
            case NOTHING -> readHeld(stored, UNKNOWN_TIME, NO_HEADERS);
        };
    }

    private Held readHeaded(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        byte[] headers = new byte[ByteUtils.readVarint(bytes)];
        bytes.get(headers);
        long timestamp = kept == Kept.HEADERS ? UNKNOWN_TIME : bytes.getLong();
        return readHeld(Arrays.copyOfRange(stored, bytes.position(), stored.length), timestamp, headers);
    }

    private Held readHeld(byte[] raw, long timestamp, byte[] headers) {
        return new Held(type == null ? raw : coder.read(raw), timestamp, headers);
    }

    @Override
    public byte[] restored(byte[] raw, long timestamp) {
        return stored(NO_HEADERS, timestamp, raw);
    }

    @Override
    public byte[] restored(byte[] raw, long timestamp, Headers headers) {
        return stored(HeadersV1.write(headers), timestamp, raw);
    }

    @Override
    public boolean stamped() {
        return shape.stamped();
    }

    @Override
    public long timestamp(Object held) {
        return of(held).timestamp();
    }

    @Override
    public boolean headed() {
        return true;
    }

    @Override
    public Headers headers(Object held) {
        return HeadersV1.read(of(held).headers());
    }

    @Override
    public int weight(Object held) {
        Object value = of(held).value();
        int valueBytes = type == null ? ((byte[]) value).length : ImmutableTypes.weight(value);
        return 48 + valueBytes + of(held).headers().length;
    }
}
