package dev.millrace.streams.kstream;

import org.jspecify.annotations.Nullable;

/**
 * A table that every instance holds whole, filled from all partitions of a topic before anything is processed. Streams
 * can be joined with it by any key. It follows no stream time: a record is joined with what the table holds just then.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface GlobalKTable<K, V> {
    /** Name under which its store can be queried; null if the program gave none. */
    @Nullable
    String queryableStoreName();
}
