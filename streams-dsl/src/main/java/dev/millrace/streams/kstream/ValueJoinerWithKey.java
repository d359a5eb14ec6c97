package dev.millrace.streams.kstream;

/**
 * Makes one value of a value of each side of a join, looking at the key.
 *
 * @param <K1> type of keys
 * @param <V1> type of values on the left
 * @param <V2> type of values on the right
 * @param <VR> type of values made
 */
@FunctionalInterface
public interface ValueJoinerWithKey<K1, V1, V2, VR> {
    /** The joined value, as in {@link ValueJoiner#apply}; the key must be left as it is. */
    VR apply(K1 readOnlyKey, V1 value1, V2 value2);
}
