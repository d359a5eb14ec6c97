package dev.millrace.streams.kstream;

/**
 * Does something outside the program with a record.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
@FunctionalInterface
public interface ForeachAction<K, V> {
    /** Called once per record, and again for records that are processed again after a failure. */
    void apply(K key, V value);
}
