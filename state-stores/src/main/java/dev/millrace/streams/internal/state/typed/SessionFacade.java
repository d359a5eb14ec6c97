package dev.millrace.streams.internal.state.typed;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.segments.Slice;
import dev.millrace.streams.kstream.Window;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.SessionStore;

import static java.util.Objects.requireNonNull;

/**
 * A session store as processors and queries see it. Threads: as in {@link TimedFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public class SessionFacade<K, V> extends TimedFacade<K, V, V> implements SessionStore<K, V> {
    /** A store that is not open yet. */
    public SessionFacade(TimedSpec<K, V> spec) {
        super(spec, KeyLayout.SESSIONS, value -> value);
    }

    @Override
    TimedKey readKey(Object userKey, byte[] stored) {
        return HeldSessionKey.read(userKey, stored);
    }

    @Override
    Windowed<K> windowed(K userKey, TimedKey key) {
        HeldSessionKey session = (HeldSessionKey) key;
        return new Windowed<>(userKey, new SessionWindow(session.start(), session.end()));
    }

    private static <T> T requireKey(@Nullable T key) {
        return requireNonNull(key, "key cannot be null");
    }

    @Override
    public void put(Windowed<K> sessionKey, @Nullable V aggregate) {
        write(keyOf(sessionKey), aggregate);
    }

    @Override
    public void remove(Windowed<K> sessionKey) {
        TimedKey removed = keyOf(sessionKey);
        if (persistent()) {
            write(removed, null);
        } else {
            // Moves no clock, as in Kafka Streams.
            writeUnobserved(removed, null);
        }
    }

    private TimedKey keyOf(Windowed<K> sessionKey) {
        requireNonNull(sessionKey, "sessionKey cannot be null");
        Window window = requireNonNull(sessionKey.window(), "sessionKey.window cannot be null");
        return keyOf(sessionKey.key(), window.start(), window.end());
    }

    private TimedKey keyOf(@Nullable K key, long start, long end) {
        return new HeldSessionKey(opened().userKeys().held(requireKey(key)), start, end);
    }

    @Override
    public @Nullable V fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        return read(keyOf(key, sessionStartTime, sessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return ofOneKey(key, earliestSessionEndTime, latestSessionStartTime, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return ofOneKey(key, earliestSessionEndTime, latestSessionStartTime, false);
    }

    private KeyValueIterator<Windowed<K>, V> ofOneKey(K key, long earliestEnd, long latestStart, boolean ascending) {
        byte[] bytes = bytesOf(requireKey(key));
        Slice slice = Slice.ofSessions(bytes, bytes, earliestEnd, latestStart);
        return inHeapOrder()
                ? rows(slice, ascending)
                : rowsOfOneKey(slice, ascending, cursor -> windowed(key, cursor.key()));
    }

    private boolean inHeapOrder() {
        return timing().order() == Timing.Order.TIME_THEN_KEY;
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return ofManyKeys(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return ofManyKeys(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime, false);
    }

    private KeyValueIterator<Windowed<K>, V> ofManyKeys(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestEnd, long latestStart, boolean ascending) {
        Slice slice = Slice.ofSessions(bytesOf(keyFrom), bytesOf(keyTo), earliestEnd, latestStart);
        return rows(slice, ascending, inHeapOrder() ? timing().order() : Timing.Order.SEGMENT_THEN_KEY);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        return rows(Slice.ofSessionsEnding(earliestSessionEndTime, latestSessionEndTime), true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(K key) {
        return findSessions(key, 0, Long.MAX_VALUE);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(K key) {
        return backwardFindSessions(key, 0, Long.MAX_VALUE);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return findSessions(keyFrom, keyTo, 0, Long.MAX_VALUE);
    }

    @Override
    public KeyValueIterator<Windowed<K>, V> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return backwardFindSessions(keyFrom, keyTo, 0, Long.MAX_VALUE);
    }
}
