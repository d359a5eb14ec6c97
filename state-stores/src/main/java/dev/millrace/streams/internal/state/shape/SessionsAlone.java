package dev.millrace.streams.internal.state.shape;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.SessionStore;

/**
 * A session store whose aggregates are seen in a shorter form. <i>Threads: as for the store.</i>
 *
 * @param <K> type of keys
 * @param <S> type of aggregates of the store
 * @param <V> type of aggregates as shown
 */
public class SessionsAlone<K, S, V> extends StoreView<SessionStore<K, S>> implements SessionStore<K, V> {
    private final ValueShape<S, V> shape;

    /** Shows what {@code store} holds as {@code shape} says. */
    public SessionsAlone(SessionStore<K, S> store, ValueShape<S, V> shape) {
        super(store);
        this.shape = shape;
    }

    private KeyValueIterator<Windowed<K>, V> shown(KeyValueIterator<Windowed<K>, S> rows) {
        return new MappedRows<>(rows, shape.showing());
    }

    @Override
    public void put(Windowed<K> sessionKey, @Nullable V aggregate) {
        store().put(sessionKey, shape.stored(aggregate));
    }

    @Override
    public void remove(Windowed<K> sessionKey) {
        store().remove(sessionKey);
    }

    @Override
    public @Nullable V fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        return shape.shown(store().fetchSession(key, sessionStartTime, sessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        return shown(store().findSessions(earliestSessionEndTime, latestSessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(K key, long earliestEnd, long latestStart) {
        return shown(store().findSessions(key, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(K key, long earliestEnd, long latestStart) {
        return shown(store().backwardFindSessions(key, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestEnd, long latestStart) {
        return shown(store().findSessions(keyFrom, keyTo, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestEnd, long latestStart) {
        return shown(store().backwardFindSessions(keyFrom, keyTo, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(K key) {
        return shown(store().fetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(K key) {
        return shown(store().backwardFetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return shown(store().fetch(keyFrom, keyTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return shown(store().backwardFetch(keyFrom, keyTo));
    }
}
