package dev.millrace.streams.internal.state.typed;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.query.KeyQuery;
import dev.millrace.streams.query.RangeQuery;
import dev.millrace.streams.query.ResultOrder;
import dev.millrace.streams.query.TimestampedKeyQuery;
import dev.millrace.streams.query.TimestampedRangeQuery;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * What a key-value store answers to the queries it knows. Ranges see what a cache holds back too. <i>Thread-safe</i> as
 * the reads of the store are.
 *
 * @param <K> type of keys
 * @param <V> type of values without time stamp
 * @param <S> type of values as stored
 */
record KeyValueAnswers<K, V, S>(KeyValueFacade<K, V, S> store, Function<S, @Nullable V> withoutTime) {
    /** Adds queries for values without their time. */
    void addPlain(StoreQueries queries) {
        queries.<KeyQuery<K, V>, V>add(
                KeyQuery.class, query -> mapped(read(query.getKey(), query.isSkipCache()), withoutTime));
        queries.<RangeQuery<K, V>, KeyValueIterator<K, V>>add(
                RangeQuery.class,
                query -> new MappedRows<>(
                        rows(
                                query.getLowerBound().orElse(null),
                                query.getUpperBound().orElse(null),
                                query.resultOrder()),
                        withoutTime));
    }

    /** Adds queries for values with their time; {@code withTime} takes from a value whatever else it has. */
    void addTimestamped(StoreQueries queries, Function<S, ValueAndTimestamp<V>> withTime) {
        queries.<TimestampedKeyQuery<K, V>, ValueAndTimestamp<V>>add(
                TimestampedKeyQuery.class, query -> mapped(read(query.key(), query.isSkipCache()), withTime));
        queries.<TimestampedRangeQuery<K, V>, KeyValueIterator<K, ValueAndTimestamp<V>>>add(
                TimestampedRangeQuery.class,
                query -> new MappedRows<>(
                        rows(query.lowerBound().orElse(null), query.upperBound().orElse(null), query.resultOrder()),
                        withTime));
    }

    private @Nullable S read(K key, boolean skipCache) {
        return skipCache ? store.getHandedOn(key) : store.get(key);
    }

    private static <S, T> @Nullable T mapped(@Nullable S stored, Function<S, @Nullable T> mapping) {
        return stored == null ? null : mapping.apply(stored);
    }

    private KeyValueIterator<K, S> rows(@Nullable K from, @Nullable K to, ResultOrder order) {
        return order == ResultOrder.DESCENDING ? store.reverseRange(from, to) : store.range(from, to);
    }
}
