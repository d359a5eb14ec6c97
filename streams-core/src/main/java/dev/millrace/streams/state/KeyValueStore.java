package dev.millrace.streams.state;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.processor.StateStore;

/**
 * A map from keys to values. Keys are never null; putting a null value deletes.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface KeyValueStore<K, V> extends StateStore, ReadOnlyKeyValueStore<K, V> {
    /**
     * Sets or, with null, deletes the value of {@code key}.
     *
     * @throws NullPointerException if {@code key} is null
     */
    void put(K key, @Nullable V value);

    /** Sets the value unless there is one; returns the one that was there, or null. */
    @Nullable
    V putIfAbsent(K key, @Nullable V value);

    /** Puts all entries, in order. */
    void putAll(List<KeyValue<K, V>> entries);

    /** Deletes {@code key}; returns the value it had, or null. */
    @Nullable
    V delete(K key);
}
