package dev.millrace.streams.internal.state.typed;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.query.StoreQueries;
import dev.millrace.streams.internal.state.segments.Slice;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.TimeWindow;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.state.WindowStoreIterator;

import static java.util.Objects.requireNonNull;

/**
 * A window store as processors and queries see it. Threads: as in {@link TimedFacade}.
 *
 * @param <K> type of keys
 * @param <V> type of values without time stamp, as handed downstream
 * @param <S> as in {@link TimedFacade}
 */
public class WindowFacade<K, V, S> extends TimedFacade<K, V, S> implements WindowStore<K, S> {
    private int sequence;

    /**
     * A store that is not open yet.
     *
     * @param withoutTime takes a stored value's time stamp off, if it has one
     */
    public WindowFacade(TimedSpec<K, S> spec, Function<S, @Nullable V> withoutTime) {
        super(spec, KeyLayout.WINDOWS, withoutTime);
    }

    @Override
    Windowed<K> windowed(K userKey, TimedKey key) {
        return new Windowed<>(userKey, TimeWindow.ofSize(key.time(), timing().windowSizeMs()));
    }

    /**
     * In the heap, values that are put after a restore stand beside the restored ones. On disk, where a store may not
     * have to be restored at all, they replace those with the same number, as in Kafka Streams.
     */
    @Override
    final void kept(long other) {
        if (timing().retainDuplicates() && !persistent()) {
            sequence = Math.max(sequence, (int) other);
        }
    }

    @Override
    final void addAnswers(StoreQueries queries) {
        new WindowAnswers<>(this).addTo(queries);
    }

    private static <T> T requireKey(@Nullable T key) {
        return requireNonNull(key, "key cannot be null");
    }

    @Override
    public void put(K key, @Nullable S value, long windowStartTimestamp) {
        requireKey(key);
        if (!timing().retainDuplicates()) {
            write(new TimedKey(opened().userKeys().held(key), windowStartTimestamp, sequence), value);
            return;
        }
        sequence = sequence + 1 & Integer.MAX_VALUE;
        TimedKey next = new TimedKey(opened().userKeys().held(key), windowStartTimestamp, sequence);
        if (value == null && persistent()) {
            // Deletes nothing and moves no clock, but is in the changelog with a number of its own, as in Kafka
            // Streams.
            writeUnobserved(next, null);
        } else {
            write(next, value);
        }
    }

    @Override
    public @Nullable S fetch(K key, long time) {
        requireKey(key);
        return read(new TimedKey(opened().userKeys().held(key), time, sequence));
    }

    @Override
    public WindowStoreIterator<S> fetch(K key, long timeFrom, long timeTo) {
        return times(key, timeFrom, timeTo, true);
    }

    @Override
    public WindowStoreIterator<S> backwardFetch(K key, long timeFrom, long timeTo) {
        return times(key, timeFrom, timeTo, false);
    }

    private WindowStoreIterator<S> times(K key, long timeFrom, long timeTo, boolean ascending) {
        requireKey(key);
        return new WindowTimes<>(
                opened().rows().ofOneKey(key, OneKey.windows(timeFrom, timeTo), ascending, TimedKey::time));
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> fetch(@Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return opened().rows().ofManyKeys(Slice.ofWindows(bytesOf(keyFrom), bytesOf(keyTo), timeFrom, timeTo), true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFetch(
            @Nullable K keyFrom, @Nullable K keyTo, long timeFrom, long timeTo) {
        return opened().rows().ofManyKeys(Slice.ofWindows(bytesOf(keyFrom), bytesOf(keyTo), timeFrom, timeTo), false);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> fetchAll(long timeFrom, long timeTo) {
        return opened().rows().ofManyKeys(Slice.ofWindows(null, null, timeFrom, timeTo), true);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardFetchAll(long timeFrom, long timeTo) {
        return opened().rows().ofManyKeys(Slice.ofWindows(null, null, timeFrom, timeTo), false);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> all() {
        return fetchAll(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Override
    public KeyValueIterator<Windowed<K>, S> backwardAll() {
        return backwardFetchAll(Long.MIN_VALUE, Long.MAX_VALUE);
    }
}
