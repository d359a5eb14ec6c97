package dev.millrace.streams.kstream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.internals.SessionWindow;

/**
 * Reads what {@link SessionWindowedSerializer} writes; keys in the changelog of a session store are the same. Threads:
 * one at a time.
 *
 * @param <T> type of the key alone
 */
public class SessionWindowedDeserializer<T> implements Deserializer<Windowed<T>> {
    /** Configuration: names a serde class, whose deserializer is used for the key alone. */
    public static final String WINDOWED_INNER_DESERIALIZER_CLASS = "windowed.inner.deserializer.class";

    private static final int SUFFIX_BYTES = 2 * Long.BYTES;

    private @Nullable Deserializer<T> inner;

    /** For reflection, before {@link #configure}. */
    public SessionWindowedDeserializer() {}

    /** {@code inner} reads the key alone. */
    public SessionWindowedDeserializer(@Nullable Deserializer<T> inner) {
        this.inner = inner;
    }

    /**
     * Takes the format from {@code configs}.
     *
     * @throws IllegalArgumentException if it is neither configured nor handed in, or both and they differ
     */
    @Override
    @SuppressWarnings("unchecked")
    public void configure(Map<String, ?> configs, boolean isKey) {
        inner = (Deserializer<T>)
                InnerFormat.chosen(inner, configs, WINDOWED_INNER_DESERIALIZER_CLASS, serde -> serde.deserializer());
    }

    @Override
    public @Nullable Windowed<T> deserialize(String topic, byte @Nullable [] data) {
        return deserialize(topic, null, data);
    }

    @Override
    public @Nullable Windowed<T> deserialize(String topic, @Nullable Headers headers, byte @Nullable [] data) {
        Deserializer<T> format = InnerFormat.required(inner, this);
        if (data == null || data.length == 0) {
            return null;
        }
        int keyBytes = data.length - SUFFIX_BYTES;
        byte[] key = Arrays.copyOf(data, keyBytes);
        ByteBuffer bounds = ByteBuffer.wrap(data, keyBytes, SUFFIX_BYTES);
        long end = bounds.getLong();
        long start = bounds.getLong();
        T read = headers == null ? format.deserialize(topic, key) : format.deserialize(topic, headers, key);
        return new Windowed<>(read, new SessionWindow(start, end));
    }

    @Override
    public void close() {
        if (inner != null) {
            inner.close();
        }
    }
}
