package dev.millrace.streams.internal.state.segments;

/**
 * What a store keeps. Its clock is the latest time it was given; an entry is shown until it is older than the retention
 * period by that clock, and is dropped with its whole segment when the segment has nothing left to show.
 *
 * <p>Reads are <i>thread-safe: the clock is volatile;</i> observing is confined to the thread that owns the task.
 */
public final class SegmentRetention {
    private static final long NOTHING_SEEN = -1;

    private final Segments segments;
    private final long retentionMs;
    private final long shownMs;
    private final boolean toTheMillisecond;
    private volatile long latest = NOTHING_SEEN;
    private volatile long oldestHeld = Long.MAX_VALUE;
    private volatile long newestHeld = Long.MIN_VALUE;

    /**
     * A clock that was given nothing yet.
     *
     * @param retentionMs how long entries are shown; {@link Long#MAX_VALUE} for ever
     * @param toTheMillisecond whether an entry too old to be shown is refused although its segment is still kept
     */
    public SegmentRetention(Segments segments, long retentionMs, boolean toTheMillisecond) {
        this(segments, retentionMs, retentionMs, toTheMillisecond);
    }

    /** The same, with entries shown for {@code shownMs} as long as their segment is kept. */
    public SegmentRetention(Segments segments, long retentionMs, long shownMs, boolean toTheMillisecond) {
        this.segments = segments;
        this.retentionMs = retentionMs;
        this.shownMs = shownMs;
        this.toTheMillisecond = toTheMillisecond;
    }

    /** The slices. */
    public Segments segments() {
        return segments;
    }

    /** The latest time it was given; negative if it was given none. */
    public long latest() {
        return latest;
    }

    /** A time after that of everything there may be, to the end of its segment. */
    public long end() {
        return newestHeld == Long.MIN_VALUE ? 0 : (newestHeld + 1) * segments.intervalMs();
    }

    /** Takes note of an entry of that time; true if segments expired by it. */
    public boolean observe(long time) {
        long before = oldestSegment();
        if (time > latest) {
            latest = time;
        }
        holds(segments.of(time));
        return oldestSegment() > before;
    }

    /** Entries of {@code segment} are there, whatever the clock says. */
    public void holds(long segment) {
        if (segment > newestHeld) {
            newestHeld = segment;
        }
        if (segment < oldestHeld) {
            oldestHeld = segment;
        }
    }

    /** Whether an entry of that time is not to be kept. */
    public boolean refuses(long time) {
        return toTheMillisecond ? time < earliestShown() : segments.of(time) < oldestSegment();
    }

    /** The earliest time that is shown. */
    public long earliestShown() {
        return latest - shownMs + 1;
    }

    /** The oldest segment that is kept: all before it have expired. */
    public long oldestSegment() {
        return segments.of(latest - retentionMs);
    }

    /** The first segment there may be entries in. */
    public long firstSegment() {
        return Math.max(oldestSegment(), oldestHeld);
    }

    /** The last segment there may be entries in; before the first if there are none. */
    public long lastSegment() {
        return newestHeld;
    }
}
