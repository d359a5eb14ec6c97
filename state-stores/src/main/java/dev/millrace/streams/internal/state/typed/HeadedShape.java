package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.AggregationWithHeaders;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * What the two public types of values with headers have in common. <i>Immutable.</i>
 *
 * @param <V> type of values alone
 * @param <S> type of values with headers
 */
interface HeadedShape<V, S> {
    /** The value alone. */
    @Nullable
    V value(S whole);

    /** Its headers, as they are. */
    Headers headers(S whole);

    /** Its time; only if {@link #stamped()}. */
    long timestamp(S whole);

    /** Whether values have a time. */
    boolean stamped();

    /** All together. */
    S whole(V value, long timestamp, Headers headers);

    /** With a time: in key-value and window stores. */
    static <V> HeadedShape<V, ValueTimestampHeaders<V>> stampedValues() {
        return new HeadedShape<>() {
            @Override
            public @Nullable V value(ValueTimestampHeaders<V> whole) {
                return whole.value();
            }

            @Override
            public Headers headers(ValueTimestampHeaders<V> whole) {
                return whole.headers();
            }

            @Override
            public long timestamp(ValueTimestampHeaders<V> whole) {
                return whole.timestamp();
            }

            @Override
            public boolean stamped() {
                return true;
            }

            @Override
            public ValueTimestampHeaders<V> whole(V value, long timestamp, Headers headers) {
                return ValueTimestampHeaders.makeAllowNullable(value, timestamp, headers);
            }
        };
    }

    /** Without: in session stores. */
    static <V> HeadedShape<V, AggregationWithHeaders<V>> aggregates() {
        return new HeadedShape<>() {
            @Override
            public @Nullable V value(AggregationWithHeaders<V> whole) {
                return whole.aggregation();
            }

            @Override
            public Headers headers(AggregationWithHeaders<V> whole) {
                return whole.headers();
            }

            @Override
            public long timestamp(AggregationWithHeaders<V> whole) {
                return HeadedValues.UNKNOWN_TIME;
            }

            @Override
            public boolean stamped() {
                return false;
            }

            @Override
            public AggregationWithHeaders<V> whole(V value, long timestamp, Headers headers) {
                return AggregationWithHeaders.makeAllowNullable(value, headers);
            }
        };
    }
}
