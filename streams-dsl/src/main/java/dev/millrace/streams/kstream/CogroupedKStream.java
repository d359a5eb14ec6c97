package dev.millrace.streams.kstream;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.state.KeyValueStore;

/**
 * Several grouped streams that are added up into one table (KIP-150): one store for all of them, and an aggregator for
 * each. Streams whose keys changed pass a repartition topic each; name them by {@link Grouped}, since the topics of two
 * would have the same generated name. A stream added a second time replaces its aggregator.
 *
 * <p>A step with a name calls its parts by that name with {@code -cogroup-agg-} and a number, and {@code
 * -cogroup-merge}.
 *
 * @param <K> type of the groups' keys
 * @param <VOut> type of aggregates
 */
public interface CogroupedKStream<K, VOut> {
    /**
     * Adds a stream.
     *
     * @return this
     */
    <V> CogroupedKStream<K, VOut> cogroup(
            KGroupedStream<K, V> groupedStream, Aggregator<? super K, ? super V, VOut> aggregator);

    /** The table that the streams added so far make. */
    KTable<K, VOut> aggregate(Initializer<VOut> initializer);

    /** {@link #aggregate(Initializer)} with names for the steps. */
    KTable<K, VOut> aggregate(Initializer<VOut> initializer, Named named);

    /** {@link #aggregate(Initializer)} in a store of choice. */
    KTable<K, VOut> aggregate(
            Initializer<VOut> initializer, Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized);

    /** {@link #aggregate(Initializer)} with names for the steps and a store of choice. */
    KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Named named,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized);

    /** Groups by windows of time, too. */
    <W extends Window> TimeWindowedCogroupedKStream<K, VOut> windowedBy(Windows<W> windows);

    /** Groups by sliding windows, too. */
    TimeWindowedCogroupedKStream<K, VOut> windowedBy(SlidingWindows windows);

    /** Groups by sessions, too. */
    SessionWindowedCogroupedKStream<K, VOut> windowedBy(SessionWindows windows);
}
