package dev.millrace.streams.internal.runtime.stores;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * A guarded window store. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
class GuardedWindowStore<K, V> extends StoreGuard<WindowStore<K, V>> implements WindowStore<K, V> {
    GuardedWindowStore(WindowStore<K, V> store) {
        super(store);
    }

    @Override
    public final void put(K key, @Nullable V value, long windowStartTimestamp) {
        unguarded().put(key, value, windowStartTimestamp);
    }

    @Override
    public final @Nullable V fetch(K key, long time) {
        return unguarded().fetch(key, time);
    }

    @Override
    public final WindowStoreIterator<V> fetch(K key, long timeFrom, long timeTo) {
        return unguarded().fetch(key, timeFrom, timeTo);
    }

    @Override
    public final WindowStoreIterator<V> backwardFetch(K key, long timeFrom, long timeTo) {
        return unguarded().backwardFetch(key, timeFrom, timeTo);
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return unguarded().fetch(keyFrom, keyTo, timeFrom, timeTo);
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return unguarded().backwardFetch(keyFrom, keyTo, timeFrom, timeTo);
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> fetchAll(long timeFrom, long timeTo) {
        return unguarded().fetchAll(timeFrom, timeTo);
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardFetchAll(long timeFrom, long timeTo) {
        return unguarded().backwardFetchAll(timeFrom, timeTo);
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> all() {
        return unguarded().all();
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardAll() {
        return unguarded().backwardAll();
    }

    /** As the class around it, for windows whose values have a time. */
    static final class Timestamped<K, V> extends GuardedWindowStore<K, ValueAndTimestamp<V>>
            implements TimestampedWindowStore<K, V> {
        Timestamped(TimestampedWindowStore<K, V> store) {
            super(store);
        }
    }
}
