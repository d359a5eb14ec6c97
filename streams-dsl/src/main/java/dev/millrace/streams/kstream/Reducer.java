package dev.millrace.streams.kstream;

/**
 * Makes one value of two.
 *
 * @param <V> type of values
 */
@FunctionalInterface
public interface Reducer<V> {
    /** What was made so far and the newer value in one; null removes the key. */
    V apply(V value1, V value2);
}
