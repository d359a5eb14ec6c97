package dev.millrace.streams.state;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.processor.StateStore;

/**
 * A map from a key and the start of a window to a value. What is older than the retention period is dropped: time is
 * counted by the latest window start that was put.
 *
 * <p>A store made to retain duplicates keeps every value that is put for the same key and start, in the order of the
 * puts, and takes no deletions.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public interface WindowStore<K, V> extends StateStore, ReadOnlyWindowStore<K, V> {
    /**
     * Sets or, with null, deletes the value of {@code key} in the window that begins at {@code windowStartTimestamp}.
     * Does nothing but count a dropped record if that window is past retention.
     *
     * @param windowStartTimestamp milliseconds since the epoch
     * @throws NullPointerException if {@code key} is null
     */
    void put(K key, @Nullable V value, long windowStartTimestamp);

    /** As with instants, bounds in milliseconds since the epoch. */
    WindowStoreIterator<V> fetch(K key, long timeFrom, long timeTo);

    /** The same, latest first. */
    default WindowStoreIterator<V> backwardFetch(K key, long timeFrom, long timeTo) {
        throw new UnsupportedOperationException(
                "backwardFetch is not offered by " + getClass().getName());
    }

    /** Many keys, bounds of time in milliseconds since the epoch. */
    KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo);

    /** Many keys in the opposite order, bounds of time in milliseconds since the epoch. */
    default KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        throw new UnsupportedOperationException(
                "backwardFetch of many keys is not offered by " + getClass().getName());
    }

    /** All keys, bounds of time in milliseconds since the epoch. */
    KeyValueIterator<Windowed<K>, V> fetchAll(long timeFrom, long timeTo);

    /** All keys in the opposite order, bounds of time in milliseconds since the epoch. */
    default KeyValueIterator<Windowed<K>, V> backwardFetchAll(long timeFrom, long timeTo) {
        throw new UnsupportedOperationException(
                "backwardFetchAll is not offered by " + getClass().getName());
    }

    @Override
    default WindowStoreIterator<V> fetch(K key, Instant timeFrom, Instant timeTo) {
        return fetch(key, EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    @Override
    default WindowStoreIterator<V> backwardFetch(K key, Instant timeFrom, Instant timeTo) {
        return backwardFetch(key, EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, V> fetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return fetch(keyFrom, keyTo, EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, V> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, Instant timeFrom, Instant timeTo) {
        return backwardFetch(keyFrom, keyTo, EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, V> fetchAll(Instant timeFrom, Instant timeTo) {
        return fetchAll(EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }

    @Override
    default KeyValueIterator<Windowed<K>, V> backwardFetchAll(Instant timeFrom, Instant timeTo) {
        return backwardFetchAll(EpochMillis.of(timeFrom, "timeFrom"), EpochMillis.of(timeTo, "timeTo"));
    }
}
