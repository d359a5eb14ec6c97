package dev.millrace.streams.kstream;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.state.SessionStore;

/**
 * A grouped stream whose records are added up for each session. The key of a result is the key with its session, its
 * time the end of that. When a session grows or two become one, the former results are removed: a removal of the old
 * key comes before the new result. Dropped and counted are records without key, and those whose session has closed: its
 * end, the gap and the grace period have passed.
 *
 * <p>Sessions are kept in a store for the gap and the grace period, or longer if {@link Materialized#withRetention}
 * says so.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface SessionWindowedKStream<K, V> {
    /** Counts the records of each key and session. */
    KTable<Windowed<K>, Long> count();

    /** {@link #count()} by a step of this name. */
    KTable<Windowed<K>, Long> count(Named named);

    /** {@link #count()} in a store of choice for sessions. */
    KTable<Windowed<K>, Long> count(Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized);

    /** {@link #count()} with names for step and store of sessions. */
    KTable<Windowed<K>, Long> count(Named named, Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized);

    /**
     * Adds the values of each session to what {@code initializer} began with.
     *
     * @param sessionMerger makes one aggregate of two when sessions become one; also of a fresh one and that of a
     *     session which grows
     */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger);

    /** {@link #aggregate(Initializer, Aggregator, Merger)} by a step of this name. */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Named named);

    /** {@link #aggregate(Initializer, Aggregator, Merger)} in a store of choice for sessions. */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Materialized<K, VOut, SessionStore<Bytes, byte[]>> materialized);

    /** {@link #aggregate(Initializer, Aggregator, Merger)} with names for step and store of sessions. */
    <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Named named,
            Materialized<K, VOut, SessionStore<Bytes, byte[]>> materialized);

    /** Makes the values of each key and session one; the first is taken as it is. */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer);

    /** {@link #reduce(Reducer)} by a step of this name. */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Named named);

    /** {@link #reduce(Reducer)} in a store of choice for sessions. */
    KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Materialized<K, V, SessionStore<Bytes, byte[]>> materialized);

    /** {@link #reduce(Reducer)} with names for step and store of sessions. */
    KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, SessionStore<Bytes, byte[]>> materialized);

    /**
     * Chooses when sessions are handed on: at each change, or once, when they have closed (KIP-825).
     *
     * @return this
     */
    SessionWindowedKStream<K, V> emitStrategy(EmitStrategy emitStrategy);
}
