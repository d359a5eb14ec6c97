package dev.millrace.streams.query;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;

import static java.util.Objects.requireNonNull;

/**
 * Walks over windows with their values (KIP-806), to be closed after use. There are two kinds: the sessions of one key,
 * which session stores answer, and the windows of all keys that start within a period, which window stores answer. Each
 * has the other for unknown. <i>Immutable.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values; with their time if the store keeps that
 */
public class WindowRangeQuery<K, V> implements Query<KeyValueIterator<Windowed<K>, V>> {
    private final @Nullable K key;
    private final @Nullable Instant timeFrom;
    private final @Nullable Instant timeTo;

    private WindowRangeQuery(@Nullable K key, @Nullable Instant timeFrom, @Nullable Instant timeTo) {
        this.key = key;
        this.timeFrom = timeFrom;
        this.timeTo = timeTo;
    }

    /** Asks for all sessions of {@code key}. */
    public static <K, V> WindowRangeQuery<K, V> withKey(K key) {
        return new WindowRangeQuery<>(requireNonNull(key, "key"), null, null);
    }

    /**
     * Asks for windows of all keys.
     *
     * @param timeFrom earliest start, inclusive
     * @param timeTo latest start, inclusive
     */
    public static <K, V> WindowRangeQuery<K, V> withWindowStartRange(Instant timeFrom, Instant timeTo) {
        return new WindowRangeQuery<>(null, requireNonNull(timeFrom, "timeFrom"), requireNonNull(timeTo, "timeTo"));
    }

    /** The key whose sessions are looked for; empty if windows are. */
    public Optional<K> getKey() {
        return Optional.ofNullable(key);
    }

    /** Earliest start of windows, inclusive; empty if sessions are looked for. */
    public Optional<Instant> getTimeFrom() {
        return Optional.ofNullable(timeFrom);
    }

    /** Latest start of windows, inclusive; there if the earliest is. */
    public Optional<Instant> getTimeTo() {
        return Optional.ofNullable(timeTo);
    }

    @Override
    public String toString() {
        return "WindowRangeQuery{" + (key == null ? "timeFrom=" + timeFrom + ", timeTo=" + timeTo : "key=" + key) + "}";
    }
}
