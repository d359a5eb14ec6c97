package dev.millrace.streams.internal.state.view;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.ReadOnlyWindowStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * A timestamped window store read as if its values had no time. <i>Thread-safe</i> as the store is.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class WindowsWithoutTime<K, V> implements ReadOnlyWindowStore<K, V> {
    private final ReadOnlyWindowStore<K, ValueAndTimestamp<V>> store;

    /** Over {@code store}. */
    public WindowsWithoutTime(ReadOnlyWindowStore<K, ValueAndTimestamp<V>> store) {
        this.store = store;
    }

    @Override
    public @Nullable V fetch(K key, long time) {
        return ValueAndTimestamp.getValueOrNull(store.fetch(key, time));
    }

    @Override
    public WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) {
        return new PlainTimes<>(store.fetch(key, timeFrom, timeTo));
    }

    @Override
    public WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo) {
        return new PlainTimes<>(store.backwardFetch(key, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return new PlainRows<>(store.fetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return new PlainRows<>(store.backwardFetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> all() {
        return new PlainRows<>(store.all());
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardAll() {
        return new PlainRows<>(store.backwardAll());
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo) {
        return new PlainRows<>(store.fetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo) {
        return new PlainRows<>(store.backwardFetchAll(timeFrom, timeTo));
    }

    private static <R, V> KeyValue<R, V> plain(KeyValue<R, ValueAndTimestamp<V>> row) {
        return KeyValue.pair(row.key, ValueAndTimestamp.getValueOrNull(row.value));
    }

    private record PlainTimes<V>(WindowStoreIterator<ValueAndTimestamp<V>> rows) implements WindowStoreIterator<V> {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public KeyValue<Long, V> next() {
            return plain(rows.next());
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
