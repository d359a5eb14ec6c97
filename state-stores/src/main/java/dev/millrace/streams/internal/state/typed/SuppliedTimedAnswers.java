package dev.millrace.streams.internal.state.typed;

import java.util.function.Function;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.query.AnsweringStore;
import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.internal.state.query.ReadResult;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.query.Position;
import dev.millrace.streams.query.PositionBound;
import dev.millrace.streams.query.Query;
import dev.millrace.streams.query.QueryConfig;
import dev.millrace.streams.query.QueryResult;
import dev.millrace.streams.query.WindowKeyQuery;
import dev.millrace.streams.query.WindowRangeQuery;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * Queries to a user's window or session store of bytes, handled as {@link SuppliedAnswers} does for key-value stores.
 * <i>Thread-safe</i> as the store is.
 *
 * @param facade the store as its task knows it
 * @param layout tells window stores from session stores
 * @param shown a value as queries show it
 * @param store the user's
 * @param <K> type of keys
 * @param <S> type of values as stored
 */
record SuppliedTimedAnswers<K, S>(
        StateStore facade,
        KeyLayout layout,
        KeyForm<K> keys,
        ValueForm<S> values,
        Function<S, Object> shown,
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

    private QueryResult<?> askInBytes(Query<?> query, PositionBound bound, QueryConfig config) {
        if (query instanceof WindowRangeQuery<?, ?> range) {
            return layout == KeyLayout.WINDOWS ? askWindows(range, bound, config) : askSessions(range, bound, config);
        }
        if (query instanceof WindowKeyQuery<?, ?> one && layout == KeyLayout.WINDOWS) {
            return askOneKey(one, bound, config);
        }
        return store.query(query, bound, config);
    }

    private QueryResult<?> askWindows(WindowRangeQuery<?, ?> query, PositionBound bound, QueryConfig config) {
        if (!WindowAnswers.fits(query)) {
            return StoreQueries.unknown(facade, query, WindowAnswers.ONLY_KNOWN);
        }
        WindowRangeQuery<Bytes, byte[]> inBytes = WindowRangeQuery.withWindowStartRange(
                query.getTimeFrom().orElseThrow(), query.getTimeTo().orElseThrow());
        return ReadResult.of(store.query(inBytes, bound, config), this::windows);
    }

    private QueryResult<?> askSessions(WindowRangeQuery<?, ?> query, PositionBound bound, QueryConfig config) {
        if (!SessionAnswers.fits(query)) {
            return StoreQueries.unknown(facade, query, SessionAnswers.ONLY_KNOWN);
        }
        WindowRangeQuery<Bytes, byte[]> inBytes =
                WindowRangeQuery.withKey(inBytes(query.getKey().orElseThrow()));
        return ReadResult.of(store.query(inBytes, bound, config), this::windows);
    }

    private QueryResult<?> askOneKey(WindowKeyQuery<?, ?> query, PositionBound bound, QueryConfig config) {
        WindowKeyQuery<Bytes, byte[]> inBytes = WindowKeyQuery.withKeyAndWindowStartRange(
                inBytes(query.getKey()),
                query.getTimeFrom().orElseThrow(),
                query.getTimeTo().orElseThrow());
        return ReadResult.of(store.query(inBytes, bound, config), this::starts);
    }

    @SuppressWarnings("unchecked")
    private Bytes inBytes(Object key) {
        return Bytes.wrap(keys.bytes(keys.held((K) key)));
    }

    private KeyValueIterator<Windowed<K>, Object> windows(KeyValueIterator<Windowed<Bytes>, byte[]> rows) {
        return new WindowRows<>(new MappedRows<>(rows, this::read), keys);
    }

    private WindowStoreIterator<Object> starts(WindowStoreIterator<byte[]> rows) {
        return new WindowTimes<>(new MappedRows<>(rows, this::read));
    }

    private Object read(byte[] bytes) {
        return shown.apply(values.value(values.read(bytes)));
    }
}
