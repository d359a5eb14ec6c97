package dev.millrace.streams.query;

import java.time.Instant;
import java.util.Optional;

import dev.millrace.streams.state.WindowStoreIterator;

import static java.util.Objects.requireNonNull;

/**
 * Walks over the windows of one key of a window store that start within a period (KIP-806), earliest first: start of
 * each window with its value, or the value with its time if the store keeps that. To be closed after use.
 * <i>Immutable.</i>
 *
 * @param <K> type of the key
 * @param <V> type of values
 */
public class WindowKeyQuery<K, V> implements Query<WindowStoreIterator<V>> {
    private final K key;
    private final Instant timeFrom;
    private final Instant timeTo;

    private WindowKeyQuery(K key, Instant timeFrom, Instant timeTo) {
        this.key = key;
        this.timeFrom = requireNonNull(timeFrom, "timeFrom");
        this.timeTo = requireNonNull(timeTo, "timeTo");
    }

    /**
     * Asks for windows of {@code key}; none if the period ends before it begins.
     *
     * @param timeFrom earliest start, inclusive
     * @param timeTo latest start, inclusive
     */
    public static <K, V> WindowKeyQuery<K, V> withKeyAndWindowStartRange(K key, Instant timeFrom, Instant timeTo) {
        return new WindowKeyQuery<>(key, timeFrom, timeTo);
    }

    /** The key whose windows are looked for. */
    public K getKey() {
        return key;
    }

    /** Earliest start, inclusive; always there. */
    public Optional<Instant> getTimeFrom() {
        return Optional.of(timeFrom);
    }

    /** Latest start, inclusive; always there. */
    public Optional<Instant> getTimeTo() {
        return Optional.of(timeTo);
    }

    @Override
    public String toString() {
        return "WindowKeyQuery{key=" + key + ", timeFrom=" + timeFrom + ", timeTo=" + timeTo + "}";
    }
}
