package dev.millrace.streams.kstream;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.state.SessionStore;

/**
 * {@link CogroupedKStream} for each session; what {@link SessionWindowedKStream} says of sessions holds here.
 *
 * @param <K> type of the groups' keys
 * @param <V> type of aggregates
 */
public interface SessionWindowedCogroupedKStream<K, V> {
    /** The table of sessions that the streams make; {@code sessionMerger} makes one aggregate of two. */
    KTable<Windowed<K>, V> aggregate(Initializer<V> initializer, Merger<? super K, V> sessionMerger);

    /** {@link #aggregate(Initializer, Merger)} with names for the steps. */
    KTable<Windowed<K>, V> aggregate(Initializer<V> initializer, Merger<? super K, V> sessionMerger, Named named);

    /** {@link #aggregate(Initializer, Merger)} in a store of choice of sessions. */
    KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer,
            Merger<? super K, V> sessionMerger,
            Materialized<K, V, SessionStore<Bytes, byte[]>> materialized);

    /** {@link #aggregate(Initializer, Merger)} with names for the steps and a store of sessions of choice. */
    KTable<Windowed<K>, V> aggregate(
            Initializer<V> initializer,
            Merger<? super K, V> sessionMerger,
            Named named,
            Materialized<K, V, SessionStore<Bytes, byte[]>> materialized);
}
