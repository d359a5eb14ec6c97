package dev.millrace.streams.internal.state.view;

import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.ReadOnlyWindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

import static java.util.Objects.requireNonNull;

/**
 * The window stores of one name in all tasks of this instance. A key is in one task; many keys are read task by task,
 * so that order holds within a task only. Threads: as in {@link StoresNow}.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class AcrossTasksWindow<K, V> implements ReadOnlyWindowStore<K, V> {
    private final StoresNow<?, ReadOnlyWindowStore<K, V>> stores;

    /** Over window stores. */
    public AcrossTasksWindow(StoresNow<?, ReadOnlyWindowStore<K, V>> stores) {
        this.stores = stores;
    }

    private static <T> T requireKey(T key) {
        return requireNonNull(key, "key cannot be null");
    }

    @Override
    public @Nullable V fetch(K key, long time) {
        requireKey(key);
        return stores.first(store -> store.fetch(key, time));
    }

    @Override
    public WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) {
        requireKey(key);
        return new Times<>(rows(store -> store.fetch(key, timeFrom, timeTo)));
    }

    @Override
    public WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo) {
        requireKey(key);
        return new Times<>(rows(store -> store.backwardFetch(key, timeFrom, timeTo)));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return rows(store -> store.fetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return rows(store -> store.backwardFetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> all() {
        return rows(ReadOnlyWindowStore::all);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardAll() {
        return rows(ReadOnlyWindowStore::backwardAll);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo) {
        return rows(store -> store.fetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo) {
        return rows(store -> store.backwardFetchAll(timeFrom, timeTo));
    }

    private <R> KeyValueIterator<R, V> rows(
            Function<ReadOnlyWindowStore<K, V>, ? extends KeyValueIterator<R, V>> opening) {
        return new ChainedRows<>(stores.stores(), store -> stores.read(store, opening::apply));
    }

    private record Times<V>(KeyValueIterator<Long, V> rows) implements WindowStoreIterator<V> {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public KeyValue<Long, V> next() {
            return rows.next();
        }

        @Override
        public Long peekNextKey() {
            return rows.peekNextKey();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
