package dev.millrace.streams.state;

import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * One version of a value in a versioned store. <i>Immutable</i> as far as the value is.
 *
 * @param <V> type of the value
 */
public final class VersionedRecord<V> {
    private final V value;
    private final long timestamp;
    private final Optional<Long> validTo;

    /** The latest version, or one whose end is not known. */
    public VersionedRecord(V value, long timestamp) {
        this(value, timestamp, Optional.empty());
    }

    /** A version that was valid until {@code validTo}, exclusive. */
    public VersionedRecord(V value, long timestamp, long validTo) {
        this(value, timestamp, Optional.of(validTo));
    }

    private VersionedRecord(V value, long timestamp, Optional<Long> validTo) {
        this.value = requireNonNull(value, "value cannot be null.");
        this.timestamp = timestamp;
        this.validTo = validTo;
    }

    /** The value. */
    public V value() {
        return value;
    }

    /** Since when it is valid, inclusive; milliseconds since the epoch. */
    public long timestamp() {
        return timestamp;
    }

    /** Until when it was valid, exclusive; empty if it still is, or if nobody asked. */
    public Optional<Long> validTo() {
        return validTo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VersionedRecord<?> that
                && timestamp == that.timestamp
                && value.equals(that.value)
                && validTo.equals(that.validTo);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, timestamp, validTo);
    }

    @Override
    public String toString() {
        return "<" + value + "," + timestamp + "," + validTo + ">";
    }
}
