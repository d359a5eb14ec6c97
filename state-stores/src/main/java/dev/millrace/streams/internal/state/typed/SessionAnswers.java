package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.query.WindowRangeQuery;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * What a session store answers: the sessions of one key. Threads: as in {@link WindowAnswers}.
 *
 * @param <K> type of keys
 * @param <S> type of values as stored
 */
record SessionAnswers<K, S>(SessionFacade<K, ?, S> store) {
    /** What a session store says to a query for windows. */
    static final String ONLY_KNOWN = "a session store looks up the sessions of a key";

    void addTo(StoreQueries queries) {
        queries.<WindowRangeQuery<K, Object>, KeyValueIterator<Windowed<K>, Object>>add(
                WindowRangeQuery.class, SessionAnswers::fits, ONLY_KNOWN, this::ofOneKey);
    }

    static boolean fits(WindowRangeQuery<?, ?> query) {
        return query.getKey().isPresent();
    }

    private KeyValueIterator<Windowed<K>, Object> ofOneKey(WindowRangeQuery<K, Object> query) {
        return new MappedRows<>(store.fetch(query.getKey().orElseThrow()), store::shownToQueries);
    }
}
