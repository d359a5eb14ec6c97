package dev.millrace.streams.processor.api;

import java.util.Objects;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way through a topology: key, value, time stamp and headers.
 *
 * <p>Key, value and time stamp never change; the {@code with...} methods give a new record. Every record has headers of
 * its own: adding one here is seen by nobody else. They are copied only when somebody asks for them, so records without
 * headers pay nothing. <i>Confined to the thread that processes the record.</i>
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
public class Record<K, V> {
    private final @Nullable K key;
    private final @Nullable V value;
    private final long timestamp;

    /** Shared with the record this one came from until {@link #headersAreOwn}; null stands for none. */
    private @Nullable Headers headers;

    private boolean headersAreOwn;

    /**
     * A record without headers.
     *
     * @param timestamp milliseconds since the epoch; not negative
     * @throws IllegalArgumentException if {@code timestamp} is negative
     */
    public Record(@Nullable K key, @Nullable V value, long timestamp) {
        this(key, value, timestamp, null);
    }

    /**
     * A record with a copy of {@code headers}, which may be null for none.
     *
     * @param timestamp milliseconds since the epoch; not negative
     * @throws IllegalArgumentException if {@code timestamp} is negative
     */
    public Record(@Nullable K key, @Nullable V value, long timestamp, @Nullable Headers headers) {
        this(key, value, timestamp, headers == null ? null : new RecordHeaders(headers), headers != null);
    }

    private Record(@Nullable K key, @Nullable V value, long timestamp, @Nullable Headers headers, boolean own) {
        if (timestamp < 0) {
            throw new IllegalArgumentException("timestamp must not be negative: " + timestamp);
        }
        this.key = key;
        this.value = value;
        this.timestamp = timestamp;
        this.headers = headers;
        this.headersAreOwn = own;
    }

    /** The key; may be null. */
    public @Nullable K key() {
        return key;
    }

    /** The value; may be null. */
    public @Nullable V value() {
        return value;
    }

    /** Milliseconds since the epoch. */
    public long timestamp() {
        return timestamp;
    }

    /** The headers of this record, which may be changed; never null. */
    public Headers headers() {
        if (!headersAreOwn) {
            headers = headers == null ? new RecordHeaders() : new RecordHeaders(headers);
            headersAreOwn = true;
        }
        return headers;
    }

    /** Whether there is any header; unlike {@link #headers()} this never copies. */
    public boolean hasHeaders() {
        return headers != null && headers.iterator().hasNext();
    }

    /** The same with another key. */
    public <NewK> Record<NewK, V> withKey(@Nullable NewK newKey) {
        return new Record<>(newKey, value, timestamp, heritage(), false);
    }

    /** The same with another value. */
    public <NewV> Record<K, NewV> withValue(@Nullable NewV newValue) {
        return new Record<>(key, newValue, timestamp, heritage(), false);
    }

    /**
     * The same at another time.
     *
     * @throws IllegalArgumentException if {@code newTimestamp} is negative
     */
    public Record<K, V> withTimestamp(long newTimestamp) {
        return new Record<>(key, value, newTimestamp, heritage(), false);
    }

    /** The same with a copy of {@code newHeaders} in place of its headers. */
    public Record<K, V> withHeaders(@Nullable Headers newHeaders) {
        return new Record<>(key, value, timestamp, newHeaders);
    }

    /** Headers a derived record may share: a copy if the caller could still change ours. */
    private @Nullable Headers heritage() {
        if (!hasHeaders()) {
            return null;
        }
        return headersAreOwn ? new RecordHeaders(headers) : headers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Record<?, ?> that
                        && timestamp == that.timestamp
                        && Objects.equals(key, that.key)
                        && Objects.equals(value, that.value)
                        && headers().equals(that.headers());
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value, timestamp, headers());
    }

    @Override
    public String toString() {
        return "Record{key=" + key + ", value=" + value + ", timestamp=" + timestamp + ", headers=" + headers() + '}';
    }
}
