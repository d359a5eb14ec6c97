package dev.millrace.streams.state;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a key-value store. Iterators must be closed; order is that of the serialised keys, unsigned byte by byte,
 * and holds within one partition only.
 *
 * <p>When obtained by a query, safe for any thread; entries committed while an iterator is open may or may not appear.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface ReadOnlyKeyValueStore<K, V> {
    /**
     * The value of {@code key}, or null if there is none.
     *
     * @throws NullPointerException if {@code key} is null
     * @throws dev.millrace.streams.errors.InvalidStateStoreException if the store is not open
     */
    @Nullable
    V get(K key);

    /** Entries with keys from {@code from} to {@code to}, both inclusive; null for an open end. */
    KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to);

    /** As {@link #range}, highest key first. */
    default KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        throw new UnsupportedOperationException(
                "reverseRange is not offered by " + getClass().getName());
    }

    /** All entries. */
    KeyValueIterator<K, V> all();

    /** All entries, highest key first. */
    default KeyValueIterator<K, V> reverseAll() {
        throw new UnsupportedOperationException(
                "reverseAll is not offered by " + getClass().getName());
    }

    /** Entries whose serialised key begins with {@code prefix} as {@code prefixKeySerializer} writes it. */
    default <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        throw new UnsupportedOperationException(
                "prefixScan is not offered by " + getClass().getName());
    }

    /** Roughly how many entries there are; entries not yet committed may be counted twice or not at all. */
    long approximateNumEntries();
}
