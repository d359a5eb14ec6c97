package dev.millrace.streams.internal.state.typed;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.query.StoreQueries;
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
 * @param <V> type of values without headers, as handed downstream
 * @param <S> type of values with their headers, or {@code V} if they have none
 */
public class SessionFacade<K, V, S> extends TimedFacade<K, V, S> implements SessionStore<K, S> {
    /**
     * A store that is not open yet.
     *
     * @param withoutHeaders takes a stored value's headers off, if it has them
     */
    public SessionFacade(TimedSpec<K, S> spec, Function<S, @Nullable V> withoutHeaders) {
        super(spec, KeyLayout.SESSIONS, withoutHeaders);
    }

    @Override
    Windowed<K> windowed(K userKey, TimedKey key) {
        return new Windowed<>(userKey, new SessionWindow(key.other(), key.time()));
    }

    @Override
    final void addAnswers(StoreQueries queries) {
        new SessionAnswers<>(this).addTo(queries);
    }

    private static <T> T requireKey(@Nullable T key) {
        return requireNonNull(key, "key cannot be null");
    }

    @Override
    public void put(Windowed<K> sessionKey, @Nullable S aggregate) {
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
        return new TimedKey(opened().userKeys().held(requireKey(key)), end, start);
    }

    @Override
    public @Nullable S fetchSession(K key, long sessionStartTime, long sessionEndTime) {
        return read(keyOf(key, sessionStartTime, sessionEndTime));
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> findSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return ofOneKey(key, earliestSessionEndTime, latestSessionStartTime, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFindSessions(
            K key, long earliestSessionEndTime, long latestSessionStartTime) {
        return ofOneKey(key, earliestSessionEndTime, latestSessionStartTime, false);
    }

    private KeyValueIterator<Windowed<K>, S> ofOneKey(K key, long earliestEnd, long latestStart, boolean ascending) {
        requireKey(key);
        if (inHeapOrder()) {
            byte[] bytes = bytesOf(key);
            return opened().rows().ofManyKeys(Slice.ofSessions(bytes, bytes, earliestEnd, latestStart), ascending);
        }
        OneKey asked = OneKey.sessions(earliestEnd, latestStart);
        return opened().rows().ofOneKey(key, asked, ascending, held -> windowed(key, held));
    }

    private boolean inHeapOrder() {
        return timing().order() == Timing.Order.TIME_THEN_KEY;
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> findSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return ofManyKeys(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime, true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFindSessions(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestSessionEndTime, long latestSessionStartTime) {
        return ofManyKeys(keyFrom, keyTo, earliestSessionEndTime, latestSessionStartTime, false);
    }

    private KeyValueIterator<Windowed<K>, S> ofManyKeys(
            @Nullable K keyFrom, @Nullable K keyTo, long earliestEnd, long latestStart, boolean ascending) {
        Slice slice = Slice.ofSessions(bytesOf(keyFrom), bytesOf(keyTo), earliestEnd, latestStart);
        return opened().rows()
                .ofManyKeys(slice, ascending, inHeapOrder() ? timing().order() : Timing.Order.SEGMENT_THEN_KEY);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> findSessions(long earliestSessionEndTime, long latestSessionEndTime) {
        return opened().rows().ofManyKeys(Slice.ofSessionsEnding(earliestSessionEndTime, latestSessionEndTime), true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> fetch(K key) {
        return findSessions(key, 0, Long.MAX_VALUE);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFetch(K key) {
        return backwardFindSessions(key, 0, Long.MAX_VALUE);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> fetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return findSessions(keyFrom, keyTo, 0, Long.MAX_VALUE);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFetch(@Nullable K keyFrom, @Nullable K keyTo) {
        return backwardFindSessions(keyFrom, keyTo, 0, Long.MAX_VALUE);
    }
}
