package dev.millrace.streams.processor.api;

import java.util.Objects;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Record} whose key stays what it is: there is no way to derive one with another key, so what follows needs no
 * repartitioning. Headers behave as those of a record. <i>Confined to the thread that processes the record.</i>
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
public final class FixedKeyRecord<K, V> {
    private final Record<K, V> record;

    FixedKeyRecord(Record<K, V> record) {
        this.record = Objects.requireNonNull(record, "record");
    }

    Record<K, V> record() {
        return record;
    }

    /** The key; may be null. */
    public @Nullable K key() {
        return record.key();
    }

    /** The value; may be null. */
    public @Nullable V value() {
        return record.value();
    }

    /** Milliseconds since the epoch. */
    public long timestamp() {
        return record.timestamp();
    }

    /** Its own headers, to which some may be added. */
    public Headers headers() {
        return record.headers();
    }

    /** One with another value, and else the same. */
    public <NewV> FixedKeyRecord<K, NewV> withValue(@Nullable NewV newValue) {
        return new FixedKeyRecord<>(record.withValue(newValue));
    }

    /**
     * One at another time, and else the same.
     *
     * @throws IllegalArgumentException if {@code newTimestamp} is negative
     */
    public FixedKeyRecord<K, V> withTimestamp(long newTimestamp) {
        return new FixedKeyRecord<>(record.withTimestamp(newTimestamp));
    }

    /** One with a copy of {@code newHeaders} in place of its own. */
    public FixedKeyRecord<K, V> withHeaders(@Nullable Headers newHeaders) {
        return new FixedKeyRecord<>(record.withHeaders(newHeaders));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FixedKeyRecord<?, ?> that && record.equals(that.record);
    }

    @Override
    public int hashCode() {
        return record.hashCode();
    }

    @Override
    public String toString() {
        return "FixedKey" + record;
    }
}
