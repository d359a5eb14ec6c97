package dev.millrace.streams.state;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;

/**
 * Reads of a window store. Bounds of time concern the start of windows and are inclusive. Windows that are older than
 * the retention period, counted back from the latest window start seen, are not shown, even while they are still there.
 *
 * <p>Iterators must be closed. Windows of one key come in the order of time. Over many keys, a store on disk goes
 * through slices of time (half the retention period each, at least a minute) and within a slice by serialised key, then
 * time; a store in the heap goes by time, then key.
 *
 * <p>When obtained by a query, safe for any thread; entries changed while an iterator is open may or may not appear.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface ReadOnlyWindowStore<K, V> {
    /**
     * The value of {@code key} in the window that begins at {@code time}, or null.
     *
     * @param time milliseconds since the epoch
     * @throws NullPointerException if {@code key} is null
     * @throws dev.millrace.streams.errors.InvalidStateStoreException if the store is not open
     */
    @Nullable
    V fetch(K key, long time);

    /**
     * The windows of {@code key} that begin from {@code timeFrom} to {@code timeTo}, earliest first.
     *
     * @throws NullPointerException if {@code key} is null
     * @throws IllegalArgumentException if a bound is null or cannot be counted in milliseconds
     */
    WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo);

    /** As {@link #fetch(Object, Instant, Instant)}, latest first. */
    default WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo) {
        throw new UnsupportedOperationException(
                "backwardFetch is not offered by " + getClass().getName());
    }

    /**
     * The windows of all keys from {@code keyFrom} to {@code keyTo}, inclusive in the order of serialised keys, null
     * for an open end.
     */
    KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo);

    /** As {@link #fetch(Object, Object, Instant, Instant)}, in the opposite order. */
    default KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        throw new UnsupportedOperationException(
                "backwardFetch of many keys is not offered by " + getClass().getName());
    }

    /** All windows of all keys. */
    KeyValueIterator<Windowed<K>, V> all();

    /** All windows of all keys in the opposite order. */
    default KeyValueIterator<Windowed<K>, V> backwardAll() {
        throw new UnsupportedOperationException(
                "backwardAll is not offered by " + getClass().getName());
    }

    /** The windows of all keys that begin from {@code timeFrom} to {@code timeTo}. */
    KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo);

    /** As {@link #fetchAll}, in the opposite order. */
    default KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo) {
        throw new UnsupportedOperationException(
                "backwardFetchAll is not offered by " + getClass().getName());
    }
}
