package dev.millrace.streams.kstream;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Sessions: records of a key belong together as long as no gap between two neighbours is longer than the inactivity
 * gap. A record that falls between two sessions may join them. A session begins with its first record and ends with its
 * last; both belong to it. <i>Immutable.</i>
 */
public final class SessionWindows {
    private final long gapMs;
    private final long graceMs;

    private SessionWindows(long gapMs, long graceMs) {
        this.gapMs = gapMs;
        this.graceMs = graceMs;
    }

    /**
     * Sessions that end for good as soon as the gap has passed.
     *
     * @throws IllegalArgumentException if {@code inactivityGap} is negative, or too long
     */
    public static SessionWindows ofInactivityGapWithNoGrace(Duration inactivityGap) {
        return ofInactivityGapAndGrace(inactivityGap, Duration.ZERO);
    }

    /**
     * Sessions with this gap.
     *
     * @param afterWindowEnd how long after its end and the gap a session still takes records
     * @throws IllegalArgumentException if one of them is negative, or too long
     */
    public static SessionWindows ofInactivityGapAndGrace(Duration inactivityGap, Duration afterWindowEnd) {
        return new SessionWindows(
                Milliseconds.notNegative(inactivityGap, "inactivityGap"),
                Milliseconds.notNegative(afterWindowEnd, "afterWindowEnd"));
    }

    /** The longest time between two neighbours in a session, in milliseconds. */
    public long inactivityGap() {
        return gapMs;
    }

    /** Grace period in milliseconds. */
    public long gracePeriodMs() {
        return graceMs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionWindows that && gapMs == that.gapMs && graceMs == that.graceMs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(gapMs, graceMs);
    }

    @Override
    public String toString() {
        return "SessionWindows{gapMs=" + gapMs + ", graceMs=" + graceMs + '}';
    }
}
