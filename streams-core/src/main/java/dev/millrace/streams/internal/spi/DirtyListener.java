package dev.millrace.streams.internal.spi;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries that a cached store hands downstream: the one place where a store calls its processor (the other end is
 * where a cached store flushes). While it runs, the task's current record is the one that last changed the entry.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
@FunctionalInterface
public interface DirtyListener<K, V> {
    /**
     * The value of {@code key} changed since it was last handed on.
     *
     * @param newValue value now; null if deleted
     * @param oldValue value as last handed on, null if there was none or old values were not asked for
     * @param timestamp time of the change, milliseconds since the epoch
     * @param headers of the record that made the change
     */
    void changed(K key, @Nullable V newValue, @Nullable V oldValue, long timestamp, Headers headers);
}
