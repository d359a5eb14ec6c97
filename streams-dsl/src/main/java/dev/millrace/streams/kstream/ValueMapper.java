package dev.millrace.streams.kstream;

/**
 * Makes another value of a value.
 *
 * @param <V> type of values taken
 * @param <VR> type of values made
 */
@FunctionalInterface
public interface ValueMapper<V, VR> {
    /** The new value; on tables never asked about null. */
    VR apply(V value);
}
