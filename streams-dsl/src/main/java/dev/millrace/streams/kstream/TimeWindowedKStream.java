package dev.millrace.streams.kstream;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.state.WindowStore;

/**
 * A grouped stream whose records are added up for each window of time they lie in. The key of a result is the key with
 * its window, its time that of the latest record in it. A record that comes after a window has closed, which is when
 * its end and the grace period have passed, is dropped and counted as such, as is one without key. One without value is
 * handed to the aggregator; sliding windows drop it.
 *
 * <p>Windows are kept in a store for their size and the grace period, twice the size with sliding windows, or longer if
 * {@link Materialized#withRetention} says so.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface TimeWindowedKStream<K, V> {
    /** Counts the records of each key and window. */
    KTable<Windowed<K>, Long> count();

    /** {@link #count()} by a step of this name. */
    KTable<Windowed<K>, Long> count(Named named);

    /** {@link #count()} in a store of choice. */
    KTable<Windowed<K>, Long> count(Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized);

    /** {@link #count()} with names for both step and store. */
    KTable<Windowed<K>, Long> count(Named named, Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized);

    /** Adds the values of each key and window to what {@code initializer} began with. */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator);

    /** {@link #aggregate(Initializer, Aggregator)} by a step of this name. */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator, Named named);

    /** {@link #aggregate(Initializer, Aggregator)} in a store of choice. */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Materialized<K, VOut, WindowStore<Bytes, byte[]>> materialized);

    /** {@link #aggregate(Initializer, Aggregator)} with names for both step and store. */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, WindowStore<Bytes, byte[]>> materialized);

    /** Makes the values of each key and window one; the first is taken as it is. */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer);

    /** {@link #reduce(Reducer)} by a step of this name. */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Named named);

    /** {@link #reduce(Reducer)} in a store of choice. */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized);

    /** {@link #reduce(Reducer)} with names for both step and store. */
    KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized);

    /**
     * Chooses when results are handed on.
     *
     * @return this
     * @throws IllegalArgumentException if windows that never end are to be handed on at their close (KIP-825)
     */
    TimeWindowedKStream<K, V> emitStrategy(EmitStrategy emitStrategy);
}
