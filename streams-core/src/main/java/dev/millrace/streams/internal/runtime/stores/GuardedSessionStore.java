package dev.millrace.streams.internal.runtime.stores;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.AggregationWithHeaders;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.SessionStoreWithHeaders;

/**
 * A guarded session store. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of aggregates
 */
class GuardedSessionStore<K, V> extends StoreGuard<SessionStore<K, V>> implements SessionStore<K, V> {
    GuardedSessionStore(SessionStore<K, V> store, Access access) {
        super(store, access);
    }

    @Override
    public final void put(Windowed<K> sessionKey, @Nullable V aggregate) {
        changing().put(sessionKey, aggregate);
    }

    @Override
    public final void remove(Windowed<K> sessionKey) {
        changing().remove(sessionKey);
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        return track(unguarded().findSessions(earliestSessionEndTime, latestSessionEndTime));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return track(unguarded().findSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return track(unguarded().backwardFindSessions(key, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return track(unguarded().findSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return track(unguarded().backwardFindSessions(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime));
    }

    @Override
    public final @Nullable V fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        return unguarded().fetchSession(key, sessionStartTime, sessionEndTime);
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> fetch(K key) {
        return track(unguarded().fetch(key));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardFetch(K key) {
        return track(unguarded().backwardFetch(key));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return track(unguarded().fetch(keyFrom, keyTo));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return track(unguarded().backwardFetch(keyFrom, keyTo));
    }

    /** The same for aggregates with headers. */
    static final class WithHeaders<K, AGG> extends GuardedSessionStore<K, AggregationWithHeaders<AGG>>
            implements SessionStoreWithHeaders<K, AGG> {
        WithHeaders(SessionStoreWithHeaders<K, AGG> store, Access access) {
            super(store, access);
        }
    }
}
