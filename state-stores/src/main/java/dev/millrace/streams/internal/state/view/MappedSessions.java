package dev.millrace.streams.internal.state.view;

import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.ReadOnlySessionStore;

/**
 * A session store with another form of its aggregates. <i>Thread-safe</i> as the store is.
 *
 * @param <K> type of keys
 * @param <S> type of aggregates of the store
 * @param <V> type of aggregates here
 */
public final class MappedSessions<K, S, V> implements ReadOnlySessionStore<K, V> {
    private final ReadOnlySessionStore<K, S> store;
    private final Function<@Nullable S, @Nullable V> mapping;

    /** Shows each aggregate as {@code mapping} makes it, null for null. */
    public MappedSessions(ReadOnlySessionStore<K, S> store, Function<@Nullable S, @Nullable V> mapping) {
        this.store = store;
        this.mapping = mapping;
    }

    private KeyValueIterator<Windowed<K>, V> mapped(KeyValueIterator<Windowed<K>, S> rows) {
        return new MappedRows<>(rows, mapping);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(K key, long earliestEnd, long latestStart) {
        return mapped(store.findSessions(key, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(K key, Instant earliestEnd, Instant latestStart) {
        return mapped(store.findSessions(key, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(K key, long earliestEnd, long latestStart) {
        return mapped(store.backwardFindSessions(key, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(K key, Instant earliestEnd, Instant latestStart) {
        return mapped(store.backwardFindSessions(key, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestEnd, long latestStart) {
        return mapped(store.findSessions(keyFrom, keyTo, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestEnd, Instant latestStart) {
        return mapped(store.findSessions(keyFrom, keyTo, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestEnd, long latestStart) {
        return mapped(store.backwardFindSessions(keyFrom, keyTo, earliestEnd, latestStart));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestEnd, Instant latestStart) {
        return mapped(store.backwardFindSessions(keyFrom, keyTo, earliestEnd, latestStart));
    }

    @Override
    public @Nullable V fetchSession(K key, long start, long end) {
        return mapping.apply(store.fetchSession(key, start, end));
    }

    @Override
    public @Nullable V fetchSession(K key, Instant start, Instant end) {
        return mapping.apply(store.fetchSession(key, start, end));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(K key) {
        return mapped(store.fetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(K key) {
        return mapped(store.backwardFetch(key));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return mapped(store.fetch(keyFrom, keyTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return mapped(store.backwardFetch(keyFrom, keyTo));
    }
}
