package dev.millrace.streams.query;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.VersionedRecordIterator;

import static java.util.Objects.requireNonNull;

/**
 * Walks over the versions of one key of a versioned store that were valid at some moment of a period, newest first
 * unless asked otherwise (KIP-968). To be closed after use. <i>Immutable.</i>
 *
 * @param <K> type of the key
 * @param <V> type of values
 */
public final class MultiVersionedKeyQuery<K, V> implements Query<VersionedRecordIterator<V>> {
    private final K key;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private final ResultOrder order;

    private MultiVersionedKeyQuery(K key, @Nullable Instant from, @Nullable Instant to, ResultOrder order) {
        this.key = key;
        this.from = from;
        this.to = to;
        this.order = order;
    }

    /** Asks for all versions of {@code key} that the store still has. */
    public static <K, V> MultiVersionedKeyQuery<K, V> withKey(K key) {
        return new MultiVersionedKeyQuery<>(requireNonNull(key, "key cannot be null."), null, null, ResultOrder.ANY);
    }

    /** The same, from {@code fromTime} on, inclusive; null for no bound. */
    public MultiVersionedKeyQuery<K, V> fromTime(@Nullable Instant fromTime) {
        return new MultiVersionedKeyQuery<>(key, fromTime, to, order);
    }

    /** The same, up to {@code toTime}, inclusive; null for no bound. */
    public MultiVersionedKeyQuery<K, V> toTime(@Nullable Instant toTime) {
        return new MultiVersionedKeyQuery<>(key, from, toTime, order);
    }

    /** The same, newest version first. */
    public MultiVersionedKeyQuery<K, V> withDescendingTimestamps() {
        return new MultiVersionedKeyQuery<>(key, from, to, ResultOrder.DESCENDING);
    }

    /** The same, oldest version first. */
    public MultiVersionedKeyQuery<K, V> withAscendingTimestamps() {
        return new MultiVersionedKeyQuery<>(key, from, to, ResultOrder.ASCENDING);
    }

    /** The key that is looked for. */
    public K key() {
        return key;
    }

    /** Begin of the period, inclusive. */
    public Optional<Instant> fromTime() {
        return Optional.ofNullable(from);
    }

    /** End of the period, inclusive. */
    public Optional<Instant> toTime() {
        return Optional.ofNullable(to);
    }

    /** The order that is asked for. */
    public ResultOrder resultOrder() {
        return order;
    }

    @Override
    public String toString() {
        return "MultiVersionedKeyQuery{key=" + key + ", from=" + from + ", to=" + to + ", order=" + order + "}";
    }
}
