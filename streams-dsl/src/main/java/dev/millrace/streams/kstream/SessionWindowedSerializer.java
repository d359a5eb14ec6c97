package dev.millrace.streams.kstream;

import java.nio.ByteBuffer;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.internals.WindowedSerializer;

/**
 * Serialises keys of sessions: the key alone, then the end of the session, then its start, in 8 bytes each, big endian.
 * Threads: one at a time.
 *
 * @param <T> type of the key alone
 */
public class SessionWindowedSerializer<T> implements WindowedSerializer<T> {
    /** Configuration that names the class of a serde for the key alone. */
    public static final String WINDOWED_INNER_SERIALIZER_CLASS = "windowed.inner.serializer.class";

    private @Nullable Serializer<T> inner;

    /** For reflection; to be configured before use. */
    public SessionWindowedSerializer() {}

    /** {@code inner} writes the key alone. */
    public SessionWindowedSerializer(@Nullable Serializer<T> inner) {
        this.inner = inner;
    }

    /**
     * Takes the format of the key alone from {@code configs}, unless it was handed in.
     *
     * @throws IllegalArgumentException if there is none, or if the two differ
     */
    @Override
    @SuppressWarnings("unchecked")
    public void configure(Map<String, ?> configs, boolean isKey) {
        inner = (Serializer<T>)
                InnerFormat.chosen(inner, configs, WINDOWED_INNER_SERIALIZER_CLASS, serde -> serde.serializer());
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Windowed<T> data) {
        return serialize(topic, null, data);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Headers headers, @Nullable Windowed<T> data) {
        InnerFormat.required(inner, this);
        if (data == null) {
            return null;
        }
        byte[] key = serializeBaseKey(topic, headers, data);
        return ByteBuffer.allocate(key.length + 2 * Long.BYTES)
                .put(key)
                .putLong(data.window().end())
                .putLong(data.window().start())
                .array();
    }

    @Override
    public byte[] serializeBaseKey(String topic, Windowed<T> data) {
        return serializeBaseKey(topic, null, data);
    }

    @Override
    public byte[] serializeBaseKey(String topic, @Nullable Headers headers, Windowed<T> data) {
        Serializer<T> format = InnerFormat.required(inner, this);
        return headers == null ? format.serialize(topic, data.key()) : format.serialize(topic, headers, data.key());
    }

    @Override
    public void close() {
        if (inner != null) {
            inner.close();
        }
    }
}
