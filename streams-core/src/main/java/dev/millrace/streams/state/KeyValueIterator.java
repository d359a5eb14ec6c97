package dev.millrace.streams.state;

import java.io.Closeable;
import java.util.Iterator;

import dev.millrace.streams.KeyValue;

/**
 * Entries of a store, to be closed after use: it holds resources of the store.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface KeyValueIterator<K, V> extends Iterator<KeyValue<K, V>>, Closeable {
    @Override
    void close();

    /**
     * The key that {@link #next()} would return, without moving on.
     *
     * @throws java.util.NoSuchElementException at the end
     */
    K peekNextKey();
}
