package dev.millrace.streams.kstream;

/**
 * Makes something of a record: a key, a pair, or several pairs.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <VR> type of what is made
 */
@FunctionalInterface
public interface KeyValueMapper<K, V, VR> {
    /** What becomes of this key and value. */
    VR apply(K key, V value);
}
