package dev.millrace.streams.test;

import java.time.Instant;
import java.util.Objects;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record as a test writes or reads it. Equal if key, value, headers and time are. <i>Immutable</i> but for its
 * headers.
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
public class TestRecord<K, V> {
    private final @Nullable K key;
    private final @Nullable V value;
    private final Headers headers;
    private final @Nullable Instant recordTime;

    /**
     * A record of everything there is to one.
     *
     * @param headers copied; null for none
     * @param recordTime null to leave it to the input topic
     */
    public TestRecord(@Nullable K key, @Nullable V value, @Nullable Headers headers, @Nullable Instant recordTime) {
        this.key = key;
        this.value = value;
        this.headers = new RecordHeaders(headers);
        this.recordTime = recordTime;
    }

    /**
     * A record with its time in milliseconds.
     *
     * @param timestampMs milliseconds since the epoch; null to leave it to the input topic
     * @throws IllegalArgumentException if {@code timestampMs} is negative
     */
    public TestRecord(@Nullable K key, @Nullable V value, @Nullable Headers headers, @Nullable Long timestampMs) {
        this(key, value, headers, timestampMs == null ? null : instant(timestampMs));
    }

    /** A record without headers. */
    public TestRecord(@Nullable K key, @Nullable V value, @Nullable Instant recordTime) {
        this(key, value, null, recordTime);
    }

    /** A record without a time of its own. */
    public TestRecord(@Nullable K key, @Nullable V value, @Nullable Headers headers) {
        this(key, value, headers, (Instant) null);
    }

    /** A record of key and value alone. */
    public TestRecord(@Nullable K key, @Nullable V value) {
        this(key, value, null, (Instant) null);
    }

    /** A record of a value alone. */
    public TestRecord(@Nullable V value) {
        this(null, value);
    }

    /** What was read from a topic. */
    public TestRecord(ConsumerRecord<K, V> record) {
        this(record.key(), record.value(), record.headers(), instant(record.timestamp()));
    }

    /** What was written to a topic. */
    public TestRecord(ProducerRecord<K, V> record) {
        this(record.key(), record.value(), record.headers(), record.timestamp());
    }

    private static Instant instant(long timestampMs) {
        if (timestampMs < 0) {
            throw new IllegalArgumentException("timestamp must not be negative: " + timestampMs);
        }
        return Instant.ofEpochMilli(timestampMs);
    }

    /** Its headers. */
    public Headers headers() {
        return headers;
    }

    /** Its key. */
    public @Nullable K key() {
        return key;
    }

    /** Its value. */
    public @Nullable V value() {
        return value;
    }

    /** Its time, milliseconds since the epoch; null if it has none of its own. */
    public @Nullable Long timestamp() {
        return recordTime == null ? null : recordTime.toEpochMilli();
    }

    /** Same as {@link #headers()}. */
    public Headers getHeaders() {
        return headers;
    }

    /** Same as {@link #key()}. */
    public @Nullable K getKey() {
        return key;
    }

    /** Same as {@link #value()}. */
    public @Nullable V getValue() {
        return value;
    }

    /** Its time; null if it has none of its own. */
    public @Nullable Instant getRecordTime() {
        return recordTime;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof TestRecord<?, ?> that
                        && Objects.equals(key, that.key)
                        && Objects.equals(value, that.value)
                        && headers.equals(that.headers)
                        && Objects.equals(recordTime, that.recordTime);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, value, headers, recordTime);
    }

    @Override
    public String toString() {
        return "TestRecord[key=" + key + ", value=" + value + ", headers=" + headers + ", recordTime=" + recordTime
                + "]";
    }
}
