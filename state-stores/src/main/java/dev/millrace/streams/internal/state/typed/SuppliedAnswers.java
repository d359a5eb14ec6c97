package dev.millrace.streams.internal.state.typed;

import java.util.Optional;
import java.util.function.Function;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.query.AnsweringStore;
import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.internal.state.query.ReadResult;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.KeyQuery;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.RangeQuery;
import dev.millrace.streams.query.ResultOrder;
import dev.millrace.streams.query.TimestampedKeyQuery;
import dev.millrace.streams.query.TimestampedRangeQuery;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * Queries to a user's store of bytes: the known kinds are put in terms of bytes and the answers read, any other goes to
 * the store as it is, since the store may know kinds of its own. What a cache above the store holds back is not in the
 * answers. <i>Thread-safe</i> as the store is.
 *
 * @param <K> type of keys
 * @param <V> type of values without time stamp
 * @param <S> type of values as stored
 */
record SuppliedAnswers<K, V, S>(
        StateStore facade,
        KeyForm<K> keys,
        ValueForm<S> values,
        Function<S, @Nullable V> withoutTime,
        AnsweringStore store)
        implements AnsweringStore {
    @Override
    public Position position() {
        return store.position();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
        QueryResult<?> result = askInBytes(query, bound, config);
        return StoreQueries.noted(facade, (QueryResult<R>) result, config);
    }

    @SuppressWarnings("unchecked")
    private QueryResult<?> askInBytes(Query<?> query, PositionBound bound, QueryConfig config) {
        if (query instanceof KeyQuery<?, ?> one) {
            return ReadResult.of(store.query(inBytes((K) one.getKey(), one.isSkipCache()), bound, config), this::plain);
        }
        if (query instanceof RangeQuery<?, ?> range) {
            RangeQuery<Bytes, byte[]> inBytes = inBytes(
                    (Optional<K>) range.getLowerBound(), (Optional<K>) range.getUpperBound(), range.resultOrder());
            return ReadResult.of(
                    store.query(inBytes, bound, config), rows -> new MappedRows<>(rows(rows), withoutTime));
        }
        if (query instanceof TimestampedKeyQuery<?, ?> one && values.stamped()) {
            return ReadResult.of(store.query(inBytes((K) one.key(), one.isSkipCache()), bound, config), this::stored);
        }
        if (query instanceof TimestampedRangeQuery<?, ?> range && values.stamped()) {
            RangeQuery<Bytes, byte[]> inBytes =
                    inBytes((Optional<K>) range.lowerBound(), (Optional<K>) range.upperBound(), range.resultOrder());
            return ReadResult.of(store.query(inBytes, bound, config), this::rows);
        }
        return store.query(query, bound, config);
    }

    private KeyQuery<Bytes, byte[]> inBytes(K key, boolean skipCache) {
        KeyQuery<Bytes, byte[]> query = KeyQuery.withKey(Bytes.wrap(bytesOf(key)));
        return skipCache ? query.skipCache() : query;
    }

    private RangeQuery<Bytes, byte[]> inBytes(Optional<K> lower, Optional<K> upper, ResultOrder order) {
        RangeQuery<Bytes, byte[]> query = RangeQuery.withRange(
                lower.map(this::bytesOf).map(Bytes::wrap).orElse(null),
                upper.map(this::bytesOf).map(Bytes::wrap).orElse(null));
        return switch (order) {
            case ANY -> query;
            case ASCENDING -> query.withAscendingKeys();
            case DESCENDING -> query.withDescendingKeys();
        };
    }

    private byte[] bytesOf(K key) {
        return keys.bytes(keys.held(key));
    }

    private KeyValueIterator<K, S> rows(KeyValueIterator<Bytes, byte[]> rows) {
        return new ReadRows<>(rows, keys, values);
    }

    private S stored(byte[] bytes) {
        return values.value(values.read(bytes));
    }

    private @Nullable V plain(byte[] bytes) {
        return withoutTime.apply(stored(bytes));
    }
}
