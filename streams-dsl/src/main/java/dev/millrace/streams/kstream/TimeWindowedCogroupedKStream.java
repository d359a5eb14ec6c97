package dev.millrace.streams.kstream;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.state.WindowStore;

/**
 * {@link CogroupedKStream} for each window of time; what {@link TimeWindowedKStream} says of windows holds here.
 *
 * @param <K> type of the groups' keys
 * @param <V> type of aggregates
 */
public interface TimeWindowedCogroupedKStream<K, V> {
    /** The table of windows that the streams make. */
    KTable<Windowed<K>, V> aggregate(Initializer<V> initializer);

    /** {@link #aggregate(Initializer)} with names for the steps. */
    KTable<Windowed<K>, V> aggregate(Initializer<V> initializer, Named named);

    /** {@link #aggregate(Initializer)} in a store of choice of windows. */
    KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized);

    /** {@link #aggregate(Initializer)} with names for the steps and a store of windows of choice. */
    KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer, Named named, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized);
}
