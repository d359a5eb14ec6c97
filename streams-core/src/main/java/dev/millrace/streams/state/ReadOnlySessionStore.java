package dev.millrace.streams.state;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;

/**
 * Reads of a session store. Sessions that ended longer ago than the retention period, counted back from the latest end
 * seen, are not shown, even while they are still there.
 *
 * <p>Iterators must be closed. Sessions of one key come in the order of their ends, then their starts. Over many keys,
 * a store on disk goes through slices of time (half the retention period each, at least a minute) and within a slice by
 * serialised key; a store in the heap goes by end, then key.
 *
 * <p>Threads and open iterators: as in {@link ReadOnlyWindowStore}.
 *
 * @param <K> type of keys
 * @param <AGG> type of values
 */
public interface ReadOnlySessionStore<K, AGG> {
    /**
     * The sessions of {@code key} that end at {@code earliestSessionEndTime} or later and start at {@code
     * latestSessionStartTime} or earlier, both milliseconds since the epoch: those that touch the time between.
     *
     * @throws NullPointerException if {@code key} is null
     * @throws dev.millrace.streams.errors.InvalidStateStoreException if the store is not open
     */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        throw new UnsupportedOperationException(
                "findSessions is not offered by " + getClass().getName());
    }

    /**
     * As with milliseconds.
     *
     * @throws IllegalArgumentException if a bound is null or cannot be counted in milliseconds
     */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        throw new UnsupportedOperationException(
                "findSessions by instants is not offered by " + getClass().getName());
    }

    /** As {@link #findSessions(Object, long, long)}, in the opposite order. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        throw new UnsupportedOperationException(
                "backwardFindSessions is not offered by " + getClass().getName());
    }

    /** As {@link #findSessions(Object, Instant, Instant)}, in the opposite order. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            K key, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        throw new UnsupportedOperationException("backwardFindSessions by instants is not offered by "
                + getClass().getName());
    }

    /**
     * The same over all keys from {@code keyFrom} to {@code keyTo}, inclusive in the order of serialised keys, null for
     * an open end.
     */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        throw new UnsupportedOperationException(
                "findSessions of many keys is not offered by " + getClass().getName());
    }

    /** Many keys, with instants. */
    default KeyValueIterator<Windowed<K>, AGG> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        throw new UnsupportedOperationException("findSessions of many keys by instants is not offered by "
                + getClass().getName());
    }

    /** Many keys in the opposite order. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        throw new UnsupportedOperationException("backwardFindSessions of many keys is not offered by "
                + getClass().getName());
    }

    /** Many keys in the opposite order, with instants. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, Instant earliestSessionEndTime, Instant latestSessionStartTime) {
        throw new UnsupportedOperationException("backwardFindSessions of many keys by instants is not offered by "
                + getClass().getName());
    }

    /**
     * The value of exactly that session, or null.
     *
     * @param sessionStartTime milliseconds since the epoch
     * @param sessionEndTime milliseconds since the epoch
     * @throws NullPointerException if {@code key} is null
     */
    default @Nullable AGG fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        throw new UnsupportedOperationException(
                "fetchSession is not offered by " + getClass().getName());
    }

    /** As {@link #fetchSession(Object, long, long)}. */
    default @Nullable AGG fetchSession(K key, Instant sessionStartTime, Instant sessionEndTime) {
        throw new UnsupportedOperationException(
                "fetchSession by instants is not offered by " + getClass().getName());
    }

    /**
     * All sessions of {@code key}.
     *
     * @throws NullPointerException if {@code key} is null
     */
    KeyValueIterator<Windowed<K>, AGG> fetch(K key);

    /** All sessions of {@code key} in the opposite order. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFetch(K key) {
        throw new UnsupportedOperationException(
                "backwardFetch is not offered by " + getClass().getName());
    }

    /** All sessions of the keys from {@code keyFrom} to {@code keyTo}, null for an open end. */
    KeyValueIterator<Windowed<K>, AGG> fetch(@Nullable K keyFrom, @Nullable K keyTo);

    /** The same in the opposite order. */
    default KeyValueIterator<Windowed<K>, AGG> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        throw new UnsupportedOperationException(
                "backwardFetch of many keys is not offered by " + getClass().getName());
    }
}
