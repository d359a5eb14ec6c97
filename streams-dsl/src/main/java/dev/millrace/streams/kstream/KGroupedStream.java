package dev.millrace.streams.kstream;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.state.KeyValueStore;

/**
 * A stream whose records are grouped by key, to be added up into a table. A record without key or value is dropped: it
 * belongs to no group. The time of a result is the latest of the records in it.
 *
 * <p>If keys changed since the records were read, they pass a repartition topic first. Its middle name is that of
 * {@link Grouped}, else of the store, else generated. The store has a changelog topic of its name.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface KGroupedStream<K, V> {
    /** Counts the records of each key. */
    KTable<K, Long> count();

    /** {@link #count()} by a step of this name. */
    KTable<K, Long> count(Named named);

    /** {@link #count()} in a store of choice. */
    KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #count()} with the names of both step and store. */
    KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized);

    /** Makes the values of each key one; the first is taken as it is. */
    KTable<K, V> reduce(Reducer<V> reducer);

    /** {@link #reduce(Reducer)} in a store of choice. */
    KTable<K, V> reduce(Reducer<V> reducer, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #reduce(Reducer)} with the names of both step and store. */
    KTable<K, V> reduce(Reducer<V> reducer, Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized);

    /** Adds the values of each key to what {@code initializer} began with. Aggregates need a format of their own. */
    <VOut> KTable<K, VOut> aggregate(Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator);

    /** {@link #aggregate(Initializer, Aggregator)} in a store of choice. */
    <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #aggregate(Initializer, Aggregator)} with the names of both step and store. */
    <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized);

    /** Groups by windows of time as well. */
    <W extends Window> TimeWindowedKStream<K, V> windowedBy(Windows<W> windows);

    /** Groups by sliding windows as well (KIP-450). */
    TimeWindowedKStream<K, V> windowedBy(SlidingWindows windows);

    /** Groups by sessions as well. */
    SessionWindowedKStream<K, V> windowedBy(SessionWindows windows);

    /** Begins a table that several grouped streams are added up into, of which this is the first (KIP-150). */
    <VOut> CogroupedKStream<K, VOut> cogroup(Aggregator<? super K, ? super V, VOut> aggregator);
}
