package dev.millrace.streams.state;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A value with the time of the record that set it. <i>Immutable</i> as far as the value is.
 *
 * @param <V> type of the value
 */
public final class ValueAndTimestamp<V> {
    private final @Nullable V value;
    private final long timestamp;

    private ValueAndTimestamp(@Nullable V value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }

    /** Pairs both, or gives null if {@code value} is null. */
    public static <V> @Nullable ValueAndTimestamp<V> make(@Nullable V value, long timestamp) {
        return value == null ? null : new ValueAndTimestamp<>(value, timestamp);
    }

    /** Pairs both, also if {@code value} is null. */
    public static <V> ValueAndTimestamp<V> makeAllowNullable(@Nullable V value, long timestamp) {
        return new ValueAndTimestamp<>(value, timestamp);
    }

    /** The value of {@code valueAndTimestamp}, or null if that is null. */
    public static <V> @Nullable V getValueOrNull(@Nullable ValueAndTimestamp<V> valueAndTimestamp) {
        return valueAndTimestamp == null ? null : valueAndTimestamp.value;
    }

    /** The value. */
    public @Nullable V value() {
        return value;
    }

    /** Milliseconds since the epoch. */
    public long timestamp() {
        return timestamp;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueAndTimestamp<?> that
                && timestamp == that.timestamp
                && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, timestamp);
    }

    @Override
    public String toString() {
        return "<" + value + "," + timestamp + ">";
    }
}
