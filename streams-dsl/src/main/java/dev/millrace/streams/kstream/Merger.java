package dev.millrace.streams.kstream;

/**
 * Makes one aggregate of those of two sessions that became one.
 *
 * @param <K> type of keys
 * @param <V> type of aggregates
 */
@FunctionalInterface
public interface Merger<K, V> {
    /** The aggregate of both; null if nothing is left. */
    V apply(K aggKey, V aggOne, V aggTwo);
}
