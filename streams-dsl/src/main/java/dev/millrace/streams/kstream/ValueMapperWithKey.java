package dev.millrace.streams.kstream;

/**
 * Makes another value of a value, looking at the key.
 *
 * @param <K> type of keys
 * @param <V> type of values taken
 * @param <VR> type of values made
 */
@FunctionalInterface
public interface ValueMapperWithKey<K, V, VR> {
    /** The new value. The key decides about the partition and must be left as it is. */
    VR apply(K readOnlyKey, V value);
}
