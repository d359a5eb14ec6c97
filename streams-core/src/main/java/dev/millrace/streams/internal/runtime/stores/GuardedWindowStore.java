package dev.millrace.streams.internal.runtime.stores;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

/**
 * A guarded window store. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
class GuardedWindowStore<K, V> extends StoreGuard<WindowStore<K, V>> implements WindowStore<K, V> {
    GuardedWindowStore(WindowStore<K, V> store, Access access) {
        super(store, access);
    }

    @Override
    public final void put(K key, @Nullable V value, long windowStartTimestamp) {
        changing().put(key, value, windowStartTimestamp);
    }

    @Override
    public final @Nullable V fetch(K key, long time) {
        return unguarded().fetch(key, time);
    }

    @Override
    public final WindowStoreIterator<V> fetch(K key, long timeFrom, long timeTo) {
        return track(unguarded().fetch(key, timeFrom, timeTo));
    }

    @Override
    public final WindowStoreIterator<V> backwardFetch(K key, long timeFrom, long timeTo) {
        return track(unguarded().backwardFetch(key, timeFrom, timeTo));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return track(unguarded().fetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return track(unguarded().backwardFetch(keyFrom, keyTo, timeFrom, timeTo));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> fetchAll(long timeFrom, long timeTo) {
        return track(unguarded().fetchAll(timeFrom, timeTo));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardFetchAll(long timeFrom, long timeTo) {
        return track(unguarded().backwardFetchAll(timeFrom, timeTo));
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> all() {
        return track(unguarded().all());
    }

    @Override
    public final KeyValueIterator<Windowed<K>, V> backwardAll() {
        return track(unguarded().backwardAll());
    }

    /** As the class around it, for windows whose values have a time. */
    static final class Timestamped<K, V> extends GuardedWindowStore<K, ValueAndTimestamp<V>>
            implements TimestampedWindowStore<K, V> {
        Timestamped(TimestampedWindowStore<K, V> store, Access access) {
            super(store, access);
        }
    }

    /** The same for windows whose values have headers too. */
    static final class WithHeaders<K, V> extends GuardedWindowStore<K, ValueTimestampHeaders<V>>
            implements TimestampedWindowStoreWithHeaders<K, V> {
        WithHeaders(TimestampedWindowStoreWithHeaders<K, V> store, Access access) {
            super(store, access);
        }
    }
}
