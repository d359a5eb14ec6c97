package dev.millrace.streams.state;

import java.util.Objects;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The aggregate of a session with headers (KIP-1271). <i>Immutable</i> as far as aggregate and headers are.
 *
 * @param <AGG> type of the aggregate
 */
public final class AggregationWithHeaders<AGG> {
    private final @Nullable AGG aggregation;
    private final Headers headers;

    private AggregationWithHeaders(@Nullable AGG aggregation, Headers headers) {
        this.aggregation = aggregation;
        this.headers = requireNonNull(headers, "headers must not be null");
    }

    /**
     * Both, or null if {@code aggregation} is null.
     *
     * @param headers kept as they are
     */
    public static <AGG> @Nullable AggregationWithHeaders<AGG> make(@Nullable AGG aggregation, Headers headers) {
        return aggregation == null ? null : new AggregationWithHeaders<>(aggregation, headers);
    }

    /** As {@link #make}, but also for an {@code aggregation} that is null, which a store takes for a removal. */
    public static <AGG> AggregationWithHeaders<AGG> makeAllowNullable(@Nullable AGG aggregation, Headers headers) {
        return new AggregationWithHeaders<>(aggregation, headers);
    }

    /** The aggregate in {@code aggregationWithHeaders}, or null if that is null. */
    public static <AGG> @Nullable AGG getAggregationOrNull(
            @Nullable AggregationWithHeaders<AGG> aggregationWithHeaders) {
        return aggregationWithHeaders == null ? null : aggregationWithHeaders.aggregation;
    }

    /** The aggregate. */
    public @Nullable AGG aggregation() {
        return aggregation;
    }

    /** Its headers; never null. */
    public Headers headers() {
        return headers;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AggregationWithHeaders<?> that
                && Objects.equals(aggregation, that.aggregation)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(aggregation, headers);
    }

    @Override
    public String toString() {
        return "AggregationWithHeaders{aggregation=" + aggregation + ", headers=" + headers + "}";
    }
}
