package dev.millrace.streams.internal.state.typed;

import java.time.Instant;
import java.util.Optional;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.query.WindowKeyQuery;
import dev.millrace.streams.query.WindowRangeQuery;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * What a window store answers to the queries it knows, with what a cache holds back. <i>Thread-safe</i> as the reads of
 * the store are.
 *
 * @param <K> type of keys
 * @param <S> type of values as stored
 */
record WindowAnswers<K, S>(WindowFacade<K, ?, S> store) {
    /** What a window store says to a query for sessions. */
    static final String ONLY_KNOWN = "a window store looks up windows, so it needs the range of their starts";

    void addTo(StoreQueries queries) {
        queries.<WindowKeyQuery<K, Object>, WindowStoreIterator<Object>>add(WindowKeyQuery.class, this::ofOneKey);
        queries.<WindowRangeQuery<K, Object>, KeyValueIterator<Windowed<K>, Object>>add(
                WindowRangeQuery.class, WindowAnswers::fits, ONLY_KNOWN, this::ofAllKeys);
    }

    static boolean fits(WindowRangeQuery<?, ?> query) {
        return query.getTimeFrom().isPresent();
    }

    private WindowStoreIterator<Object> ofOneKey(WindowKeyQuery<K, Object> query) {
        K key = query.getKey();
        if (key == null) {
            throw new InvalidStateStoreException("the key is null");
        }
        return new WindowTimes<>(new MappedRows<>(
                store.fetch(key, millis(query.getTimeFrom()), millis(query.getTimeTo())), store::shownToQueries));
    }

    private KeyValueIterator<Windowed<K>, Object> ofAllKeys(WindowRangeQuery<K, Object> query) {
        return new MappedRows<>(
                store.fetchAll(millis(query.getTimeFrom()), millis(query.getTimeTo())), store::shownToQueries);
    }

    private static long millis(Optional<Instant> time) {
        try {
            return time.orElseThrow().toEpochMilli();
        } catch (ArithmeticException tooFar) {
            throw new InvalidStateStoreException("milliseconds do not reach " + time.get(), tooFar);
        }
    }
}
