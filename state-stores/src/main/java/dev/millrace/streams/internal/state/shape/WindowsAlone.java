package dev.millrace.streams.internal.state.shape;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * A window store whose values are seen in a shorter form. <i>Threads: as for the store.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values of the store
 * @param <V> type of values as shown
 */
public class WindowsAlone<K, S, V> extends StoreView<WindowStore<K, S>> implements WindowStore<K, V> {
    private final ValueShape<S, V> shape;

    /** Shows what {@code store} holds as {@code shape} says. */
    public WindowsAlone(WindowStore<K, S> store, ValueShape<S, V> shape) {
        super(store);
        this.shape = shape;
    }

    @Override
    public void put(K key, @Nullable V value, long windowStartTimestamp) {
        store().put(key, shape.stored(value), windowStartTimestamp);
    }

    @Override
    public @Nullable V fetch(K key, long time) {
        return shape.shown(store().fetch(key, time));
    }

    @Override
    public WindowStoreIterator<V> fetch(K key, long timeFrom, long timeTo) {
        return starts(store().fetch(key, timeFrom, timeTo));
    }

    @Override
    public WindowStoreIterator<V> backwardFetch(K key, long timeFrom, long timeTo) {
        return starts(store().backwardFetch(key, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return windows(store().fetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return windows(store().backwardFetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetchAll(long timeFrom, long timeTo) {
        return windows(store().fetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetchAll(long timeFrom, long timeTo) {
        return windows(store().backwardFetchAll(timeFrom, timeTo));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> all() {
        return windows(store().all());
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardAll() {
        return windows(store().backwardAll());
    }

    private KeyValueIterator<Windowed<K>, V> windows(KeyValueIterator<Windowed<K>, S> rows) {
        return new MappedRows<>(rows, shape.showing());
    }

    private WindowStoreIterator<V> starts(WindowStoreIterator<S> rows) {
        return new Starts<>(new MappedRows<>(rows, shape.showing()));
    }

    private record Starts<V>(KeyValueIterator<Long, V> rows) implements WindowStoreIterator<V> {
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
