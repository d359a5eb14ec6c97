package dev.millrace.streams.state;

import java.io.Closeable;

/**
 * The values of one key in a window store, each with the start of its window in milliseconds since the epoch. To be
 * closed after use: it holds resources of the store.
 *
 * @param <V> type of values
 */
public interface WindowStoreIterator<V> extends KeyValueIterator<Long, V>, Closeable {
    @Override
    void close();
}
