package dev.millrace.streams.kstream;

/**
 * Decides about a record.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
@FunctionalInterface
public interface Predicate<K, V> {
    /** Whether the condition holds for this key and value, each of which may be null in a stream. */
    boolean test(K key, V value);
}
