package dev.millrace.streams.kstream;

/**
 * Adds a value to the aggregate of its key.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <VAgg> type of aggregates
 */
@FunctionalInterface
public interface Aggregator<K, V, VAgg> {
    /** The aggregate with the value in it; null removes the key. */
    VAgg apply(K key, V value, VAgg aggregate);
}
