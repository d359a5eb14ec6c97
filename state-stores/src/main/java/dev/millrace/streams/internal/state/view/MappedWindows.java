package dev.millrace.streams.internal.state.view;

import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.ReadOnlyWindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * A window store with another form of its values. <i>Thread-safe</i> as the store is.
 *
 * @param <K> type of keys
 * @param <S> type of values of the store
 * @param <V> type of values here
 */
public final class MappedWindows<K, S, V> implements ReadOnlyWindowStore<K, V> {
    private final ReadOnlyWindowStore<K, S> store;
    private final Function<@Nullable S, @Nullable V> mapping;

    /** Shows each value as {@code mapping} makes it, null for null. */
    public MappedWindows(ReadOnlyWindowStore<K, S> store, Function<@Nullable S, @Nullable V> mapping) {
        this.store = store;
        this.mapping = mapping;
    }

    @Override
    public @Nullable V fetch(K key, long time) {
        return mapping.apply(store.fetch(key, time));
    }

    @Override
    public WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) {
        return new MappedTimes<>(store.fetch(key, timeFrom, timeTo), mapping);
    }

    @Override
    public WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo) {
        return new MappedTimes<>(store.backwardFetch(key, timeFrom, timeTo), mapping);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return new MappedRows<>(store.fetch(keyFrom, keyTo, timeFrom, timeTo), mapping);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return new MappedRows<>(store.backwardFetch(keyFrom, keyTo, timeFrom, timeTo), mapping);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> all() {
        return new MappedRows<>(store.all(), mapping);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardAll() {
        return new MappedRows<>(store.backwardAll(), mapping);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo) {
        return new MappedRows<>(store.fetchAll(timeFrom, timeTo), mapping);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo) {
        return new MappedRows<>(store.backwardFetchAll(timeFrom, timeTo), mapping);
    }

    private record MappedTimes<S, V>(WindowStoreIterator<S> rows, Function<@Nullable S, @Nullable V> mapping)
            implements WindowStoreIterator<V> {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public KeyValue<Long, V> next() {
            KeyValue<Long, S> row = rows.next();
            return KeyValue.pair(row.key, mapping.apply(row.value));
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
