package dev.millrace.streams.internal.state.shape;

import java.util.function.Function;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.AggregationWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * How values of a store are shown that has more of them than is asked for; what is put in that form gets the unknown
 * time -1 and no headers. <i>Immutable.</i>
 *
 * @param <S> type of values of the store
 * @param <V> type of values as shown
 */
public record ValueShape<S, V>(Function<@Nullable S, @Nullable V> showing, Function<@Nullable V, @Nullable S> storing) {
    private static final long UNKNOWN = -1;

    /** Of values with their time, the values. */
    public static <V> ValueShape<ValueAndTimestamp<V>, V> withoutTime() {
        return new ValueShape<>(ValueAndTimestamp::getValueOrNull, value -> ValueAndTimestamp.make(value, UNKNOWN));
    }

    /** Of values with their time and headers, the values. */
    public static <V> ValueShape<ValueTimestampHeaders<V>, V> withoutTimeAndHeaders() {
        return new ValueShape<>(
                ValueTimestampHeaders::getValueOrNull, value -> ValueTimestampHeaders.make(value, UNKNOWN, null));
    }

    /** Of values with their time and headers, all but the headers. */
    public static <V> ValueShape<ValueTimestampHeaders<V>, ValueAndTimestamp<V>> withoutHeaders() {
        return new ValueShape<>(
                whole -> whole == null ? null : ValueAndTimestamp.make(whole.value(), whole.timestamp()),
                shown -> shown == null ? null : ValueTimestampHeaders.make(shown.value(), shown.timestamp(), null));
    }

    /** Of aggregates with their headers, the aggregates. */
    public static <V> ValueShape<AggregationWithHeaders<V>, V> aggregatesAlone() {
        return new ValueShape<>(
                AggregationWithHeaders::getAggregationOrNull,
                value -> AggregationWithHeaders.make(value, new RecordHeaders()));
    }

    @Nullable
    V shown(@Nullable S stored) {
        return showing.apply(stored);
    }

    @Nullable
    S stored(@Nullable V shown) {
        return storing.apply(shown);
    }
}
