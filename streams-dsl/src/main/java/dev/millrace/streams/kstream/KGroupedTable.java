package dev.millrace.streams.kstream;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.state.KeyValueStore;

/**
 * A table whose rows are grouped anew, to be added up. When a row changes, what it was is subtracted from its former
 * group and what it is added to its group now; if both are one group, in one step, subtraction first (KIP-904).
 *
 * <p>The rows pass a repartition topic. Its middle name is that of {@link Grouped}, or of the store, or generated.
 *
 * @param <K> type of the groups' keys
 * @param <V> type of values
 */
public interface KGroupedTable<K, V> {
    /** Counts the rows of each group. */
    KTable<K, Long> count();

    /** {@link #count()} by a step of this name. */
    KTable<K, Long> count(Named named);

    /** {@link #count()} in a store of choice. */
    KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #count()} with names for step and store. */
    KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Makes the values of each group one; the first is taken as it is.
     *
     * @param adder adds a value
     * @param subtractor takes a value off that was added before
     */
    KTable<K, V> reduce(Reducer<V> adder, Reducer<V> subtractor);

    /** {@link #reduce(Reducer, Reducer)} in a store of choice. */
    KTable<K, V> reduce(
            Reducer<V> adder, Reducer<V> subtractor, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #reduce(Reducer, Reducer)} with names for step and store. */
    KTable<K, V> reduce(
            Reducer<V> adder,
            Reducer<V> subtractor,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /**
     * Adds the values of each group to what {@code initializer} began with.
     *
     * @param adder adds the value of a row
     * @param subtractor takes off the value that a row had
     */
    <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor);

    /** {@link #aggregate(Initializer, Aggregator, Aggregator)} by a step of this name. */
    <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Named named);

    /** {@link #aggregate(Initializer, Aggregator, Aggregator)} in a store of choice. */
    <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #aggregate(Initializer, Aggregator, Aggregator)} with names for step and store. */
    <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized);
}
