package dev.millrace.streams.processor;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the topic a record is written to. The topic must exist.
 *
 * @param <K> type of the key
 * @param <V> type of the value
 */
@FunctionalInterface
public interface TopicNameExtractor<K, V> {
    /** The topic for one record. */
    String extract(@Nullable K key, @Nullable V value, RecordContext recordContext);
}
