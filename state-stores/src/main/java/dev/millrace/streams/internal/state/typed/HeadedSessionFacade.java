package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.spi.HeadedStore;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.AggregationWithHeaders;
import dev.millrace.streams.state.SessionStoreWithHeaders;

import static java.util.Objects.requireNonNull;

/**
 * A session store whose aggregates carry headers; queries show them without. Threads: as in {@link TimedFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of aggregates without headers
 */
public final class HeadedSessionFacade<K, V> extends SessionFacade<K, V, AggregationWithHeaders<V>>
        implements SessionStoreWithHeaders<K, V>, HeadedStore {
    /** A store that is not open yet. */
    public HeadedSessionFacade(TimedSpec<K, AggregationWithHeaders<V>> spec) {
        super(spec, AggregationWithHeaders::aggregation);
    }

    @Override
    Object shownToQueries(AggregationWithHeaders<V> value) {
        return requireNonNull(value.aggregation(), "a stored aggregate is never null");
    }

    @Override
    public StateStore withoutHeaders() {
        return new SessionsWithoutHeaders<>(this);
    }
}
