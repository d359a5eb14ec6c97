package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.header.internals.RecordHeaders;

import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.internal.spi.DirtyListener;
import dev.millrace.streams.internal.state.shape.SessionsAlone;
import dev.millrace.streams.internal.state.shape.ValueShape;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.AggregationWithHeaders;

/**
 * A session store with headers as operators use it. Threads: as in {@link TimedFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of aggregates without headers
 */
final class SessionsWithoutHeaders<K, V> extends SessionsAlone<K, AggregationWithHeaders<V>, V>
        implements CachingStore<Windowed<K>, V> {
    private final CachingStore<Windowed<K>, V> cache;

    SessionsWithoutHeaders(HeadedSessionFacade<K, V> store) {
        super(store, ValueShape.aggregatesAlone());
        cache = store;
    }

    /**
     * Listens for changes of sessions. They come with the headers stored, which are none, and not with those of
     * the record that made them: as in Kafka Streams.
     */
    @Override
    public boolean listenForDirty(DirtyListener<Windowed<K>, V> listener, boolean oldValues) {
        return cache.listenForDirty(
                (session, newValue, oldValue, timestamp, headers) ->
                        listener.changed(session, newValue, oldValue, timestamp, new RecordHeaders()),
                oldValues);
    }

    @Override
    public void flushDirty() {
        cache.flushDirty();
    }
}
