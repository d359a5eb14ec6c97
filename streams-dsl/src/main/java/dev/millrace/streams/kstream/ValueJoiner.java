package dev.millrace.streams.kstream;

/**
 * Makes one value of a value of each side of a join.
 *
 * @param <V1> type of values on the left
 * @param <V2> type of values on the right
 * @param <VR> type of values made
 */
@FunctionalInterface
public interface ValueJoiner<V1, V2, VR> {
    /** The joined value; in left and outer joins one of the two may be null. */
    VR apply(V1 value1, V2 value2);
}
