package dev.millrace.streams.query;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.ValueAndTimestamp;

import static java.util.Objects.requireNonNull;

/**
 * Walks over the entries of a timestamped key-value store between two keys, values with their time.
 * Like any iterator over a store, the answer is to be closed after use. <i>Immutable.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class TimestampedRangeQuery<K, V> implements Query<KeyValueIterator<K, ValueAndTimestamp<V>>> {
    private final @Nullable K lower;
    private final @Nullable K upper;
    private final ResultOrder order;

    private TimestampedRangeQuery(@Nullable K lower, @Nullable K upper, ResultOrder order) {
        this.lower = lower;
        this.upper = upper;
        this.order = order;
    }

    /** As {@link RangeQuery#withRange}. */
    public static <K, V> TimestampedRangeQuery<K, V> withRange(@Nullable K lower, @Nullable K upper) {
        return new TimestampedRangeQuery<>(lower, upper, ResultOrder.ANY);
    }

    /** As {@link RangeQuery#withUpperBound}. */
    public static <K, V> TimestampedRangeQuery<K, V> withUpperBound(K upper) {
        return withRange(null, requireNonNull(upper, "upper bound cannot be null"));
    }

    /** As {@link RangeQuery#withLowerBound}. */
    public static <K, V> TimestampedRangeQuery<K, V> withLowerBound(K lower) {
        return withRange(requireNonNull(lower, "lower bound cannot be null"), null);
    }

    /** Asks for all keys. */
    public static <K, V> TimestampedRangeQuery<K, V> withNoBounds() {
        return withRange(null, null);
    }

    /** The same, largest key first. */
    public TimestampedRangeQuery<K, V> withDescendingKeys() {
        return new TimestampedRangeQuery<>(lower, upper, ResultOrder.DESCENDING);
    }

    /** The same, smallest key first. */
    public TimestampedRangeQuery<K, V> withAscendingKeys() {
        return new TimestampedRangeQuery<>(lower, upper, ResultOrder.ASCENDING);
    }

    /** First key, inclusive. */
    public Optional<K> lowerBound() {
        return Optional.ofNullable(lower);
    }

    /** Last key, inclusive. */
    public Optional<K> upperBound() {
        return Optional.ofNullable(upper);
    }

    /** The order that is asked for. */
    public ResultOrder resultOrder() {
        return order;
    }

    @Override
    public String toString() {
        return "TimestampedRangeQuery{lower=" + lower + ", upper=" + upper + ", order=" + order + "}";
    }
}
