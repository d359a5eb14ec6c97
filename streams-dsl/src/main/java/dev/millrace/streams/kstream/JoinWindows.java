package dev.millrace.streams.kstream;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Which records of two streams meet: those of the other side from {@code beforeMs} earlier to {@code afterMs} later
 * than a record of this side, both ends included. There is no window as such: each record has one of its own, measured
 * by the times of the records alone, so records out of order meet as well, until stream time leaves them behind by the
 * grace period.
 *
 * <p>What a left or outer join finds no partner for goes on once its window and the grace period have passed (KIP-633).
 * <i>Immutable.</i>
 */
public class JoinWindows extends Windows<Window> {
    /** How much earlier than this side's record the other side's may be, milliseconds. */
    public final long beforeMs;

    /** How much later than this side's record the other side's may be, milliseconds. */
    public final long afterMs;

    /** Whether records without partner wait until none can come; false for windows made by {@link #of}. */
    protected final boolean enableSpuriousResultFix;

    private final long graceMs;

    private JoinWindows(long beforeMs, long afterMs, long graceMs, boolean enableSpuriousResultFix) {
        if (beforeMs + afterMs < 0) {
            throw new IllegalArgumentException(
                    "Window interval (ie, beforeMs+afterMs) must not be negative: " + beforeMs + " + " + afterMs);
        }
        if (graceMs < 0) {
            throw new IllegalArgumentException("Grace period must not be negative: " + graceMs + " ms");
        }
        this.beforeMs = beforeMs;
        this.afterMs = afterMs;
        this.graceMs = graceMs;
        this.enableSpuriousResultFix = enableSpuriousResultFix;
    }

    /** The same as {@code joinWindows}; for subclasses. */
    protected JoinWindows(JoinWindows joinWindows) {
        this(joinWindows.beforeMs, joinWindows.afterMs, joinWindows.graceMs, joinWindows.enableSpuriousResultFix);
    }

    /**
     * Records at most {@code timeDifference} apart, waited for by {@code afterWindowEnd} more.
     *
     * @throws IllegalArgumentException if one of them is null, negative or too long
     */
    public static JoinWindows ofTimeDifferenceAndGrace(Duration timeDifference, Duration afterWindowEnd) {
        long differenceMs = Milliseconds.of(timeDifference, "timeDifference");
        return new JoinWindows(differenceMs, differenceMs, Milliseconds.of(afterWindowEnd, "afterWindowEnd"), true);
    }

    /** {@link #ofTimeDifferenceAndGrace} with nothing coming late. */
    public static JoinWindows ofTimeDifferenceWithNoGrace(Duration timeDifference) {
        return ofTimeDifferenceAndGrace(timeDifference, Duration.ofMillis(NO_GRACE_PERIOD));
    }

    /**
     * Records at most {@code timeDifference} apart, as before KIP-633: a grace period of a day, less the window, and a
     * left or outer join that sends a record without partner at once, also if a partner comes later.
     *
     * @throws IllegalArgumentException if it is null, negative or too long
     * @deprecated since 3.0: say a grace period
     */
    @Deprecated
    public static JoinWindows of(Duration timeDifference) {
        long differenceMs = Milliseconds.of(timeDifference, "timeDifference");
        return new JoinWindows(
                differenceMs,
                differenceMs,
                Math.max(DEPRECATED_DEFAULT_24_HR_GRACE_PERIOD - 2 * differenceMs, 0),
                false);
    }

    /**
     * The same with other records from {@code timeDifference} earlier; negative if they must be later.
     *
     * @throws IllegalArgumentException if it is null or too long, or the window would end before it begins
     */
    public JoinWindows before(Duration timeDifference) {
        return new JoinWindows(
                Milliseconds.of(timeDifference, "timeDifference"), afterMs, graceMs, enableSpuriousResultFix);
    }

    /**
     * The same with other records until {@code timeDifference} later; negative if they must be earlier.
     *
     * @throws IllegalArgumentException as for {@link #before}
     */
    public JoinWindows after(Duration timeDifference) {
        return new JoinWindows(
                beforeMs, Milliseconds.of(timeDifference, "timeDifference"), graceMs, enableSpuriousResultFix);
    }

    /**
     * The same with another grace period.
     *
     * @throws IllegalArgumentException if it is null, negative or too long
     * @throws IllegalStateException if the windows were not made by {@link #of}, so that they have one already
     * @deprecated since 3.0: say it from the beginning
     */
    @Deprecated
    public JoinWindows grace(Duration afterWindowEnd) {
        if (enableSpuriousResultFix) {
            throw new IllegalStateException("Cannot call grace() after setting grace value via ofTimeDifferenceAndGrace"
                    + " or ofTimeDifferenceWithNoGrace.");
        }
        return new JoinWindows(
                beforeMs, afterMs, Milliseconds.of(afterWindowEnd, "afterWindowEnd"), enableSpuriousResultFix);
    }

    /**
     * Not for joins.
     *
     * @throws UnsupportedOperationException always
     */
    @Override
    public Map<Long, Window> windowsFor(long timestamp) {
        throw new UnsupportedOperationException("windowsFor() is not supported by JoinWindows.");
    }

    @Override
    public long size() {
        return beforeMs + afterMs;
    }

    @Override
    public long gracePeriodMs() {
        return graceMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JoinWindows that
                && getClass() == other.getClass()
                && beforeMs == that.beforeMs
                && afterMs == that.afterMs
                && graceMs == that.graceMs
                && enableSpuriousResultFix == that.enableSpuriousResultFix;
    }

    @Override
    public int hashCode() {
        return Objects.hash(beforeMs, afterMs, graceMs, enableSpuriousResultFix);
    }

    @Override
    public String toString() {
        return "JoinWindows{beforeMs=" + beforeMs + ", afterMs=" + afterMs + ", graceMs=" + graceMs + '}';
    }
}
