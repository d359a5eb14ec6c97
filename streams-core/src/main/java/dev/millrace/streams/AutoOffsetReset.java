package dev.millrace.streams;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** Where a source begins to read when the group has no committed offset. <i>Immutable.</i> */
public class AutoOffsetReset {
    private enum Kind {
        EARLIEST,
        LATEST,
        NONE,
        BY_DURATION
    }

    private final Kind kind;

    /** How far back, for a reset by duration. */
    protected final Optional<Duration> duration;

    private AutoOffsetReset(Kind kind, Optional<Duration> duration) {
        this.kind = kind;
        this.duration = duration;
    }

    /** Takes over another's choice; for subclasses. */
    protected AutoOffsetReset(AutoOffsetReset other) {
        this(other.kind, other.duration);
    }

    /** At the first record kept. */
    public static AutoOffsetReset earliest() {
        return new AutoOffsetReset(Kind.EARLIEST, Optional.empty());
    }

    /** At the end: only records yet to come. */
    public static AutoOffsetReset latest() {
        return new AutoOffsetReset(Kind.LATEST, Optional.empty());
    }

    /** Nowhere: a missing offset is an error. */
    public static AutoOffsetReset none() {
        return new AutoOffsetReset(Kind.NONE, Optional.empty());
    }

    /**
     * At the first record that is not older than {@code duration} (KIP-1106).
     *
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    public static AutoOffsetReset byDuration(Duration duration) {
        if (requireNonNull(duration, "duration").isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: " + duration);
        }
        return new AutoOffsetReset(Kind.BY_DURATION, Optional.of(duration));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AutoOffsetReset that && kind == that.kind && duration.equals(that.duration);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, duration);
    }

    /** The value of the consumer's {@code auto.offset.reset} that says the same. */
    @Override
    public String toString() {
        return kind == Kind.BY_DURATION
                ? "by_duration:" + duration.orElseThrow()
                : kind.name().toLowerCase(Locale.ROOT);
    }
}
