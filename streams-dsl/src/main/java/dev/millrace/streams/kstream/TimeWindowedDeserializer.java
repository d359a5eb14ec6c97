package dev.millrace.streams.kstream;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.internals.TimeWindow;

import static java.util.Objects.requireNonNull;

/**
 * Reads what {@link TimeWindowedSerializer} writes, or the keys of a window store's changelog. Where a window ends is
 * not in the bytes: its size must be known. Threads: one at a time.
 *
 * @param <T> type of the key alone
 */
public class TimeWindowedDeserializer<T> implements Deserializer<Windowed<T>> {
    /** Configuration: size of the windows in milliseconds, if the constructor was not given it. */
    public static final String WINDOW_SIZE_MS_CONFIG = "window.size.ms";

    /** Configuration: a serde class whose deserializer reads the key alone. */
    public static final String WINDOWED_INNER_DESERIALIZER_CLASS = "windowed.inner.deserializer.class";

    private static final int SEQUENCE_BYTES = Integer.BYTES;

    private @Nullable Deserializer<T> inner;
    private @Nullable Long windowSizeMs;
    private boolean changelog;

    /** For reflection: {@link #configure} has to follow. */
    public TimeWindowedDeserializer() {}

    /**
     * Reads the key alone by {@code inner}.
     *
     * @param windowSize in milliseconds
     */
    public TimeWindowedDeserializer(@Nullable Deserializer<T> inner, @Nullable Long windowSize) {
        this.inner = inner;
        this.windowSizeMs = windowSize;
    }

    /** Size of the windows in milliseconds; null if not known yet. */
    public @Nullable Long getWindowSize() {
        return windowSizeMs;
    }

    /** Reads keys as they are in a changelog: a sequence number of 4 bytes follows the start. */
    public void setIsChangelogTopic(boolean isChangelogTopic) {
        changelog = isChangelogTopic;
    }

    /**
     * Takes size and format from {@code configs}.
     *
     * @throws IllegalArgumentException if the size is configured and was given too, or neither; if there is no format
     *     for the key alone, or another than the one handed in
     */
    @Override
    @SuppressWarnings("unchecked")
    public void configure(Map<String, ?> configs, boolean isKey) {
        Object configured = configs.get(WINDOW_SIZE_MS_CONFIG);
        if ((configured == null) == (windowSizeMs == null)) {
            throw new IllegalArgumentException("The size of windows must be set either by the constructor or by "
                    + WINDOW_SIZE_MS_CONFIG + ": " + windowSizeMs + " and " + configured);
        }
        if (configured != null) {
            windowSizeMs =
                    configured instanceof Number number ? number.longValue() : Long.valueOf(configured.toString());
        }
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
        int keyBytes = data.length - Long.BYTES - (changelog ? SEQUENCE_BYTES : 0);
        byte[] key = Arrays.copyOf(data, keyBytes);
        long start = ByteBuffer.wrap(data).getLong(keyBytes);
        long sizeMs = requireNonNull(windowSizeMs, "the size of windows is not set");
        T read = headers == null ? format.deserialize(topic, key) : format.deserialize(topic, headers, key);
        return new Windowed<>(read, TimeWindow.ofSize(start, sizeMs));
    }

    @Override
    public void close() {
        if (inner != null) {
            inner.close();
        }
    }
}
