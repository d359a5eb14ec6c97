package dev.millrace.streams.internal.state.segments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.bytes.ByteRange;
import dev.millrace.streams.internal.state.keys.KeyLayout;
import dev.millrace.streams.internal.state.keys.SegmentKeyV1;
import dev.millrace.streams.internal.state.keys.SessionKeyV1;

/**
 * A part of a window or session store: some keys in some time. <i>Immutable.</i>
 *
 * @param layout of the stored keys
 * @param keyFrom first serialised key, inclusive; null for an open end
 * @param keyTo last serialised key, inclusive; null for an open end
 * @param timeFrom earliest window start or session end, inclusive
 * @param timeTo latest window start or session end, inclusive
 * @param latestStart latest start of a session, inclusive
 */
public record Slice(
        KeyLayout layout,
        byte @Nullable [] keyFrom,
        byte @Nullable [] keyTo,
        long timeFrom,
        long timeTo,
        long latestStart) {
    private static final int MOST_RANGES = 64;

    /** Windows of keys between two. */
    public static Slice ofWindows(byte @Nullable [] keyFrom, byte @Nullable [] keyTo, long timeFrom, long timeTo) {
        return new Slice(KeyLayout.WINDOWS, keyFrom, keyTo, timeFrom, timeTo, Long.MAX_VALUE);
    }

    /** Sessions of keys between two. */
    public static Slice ofSessions(
            byte @Nullable [] keyFrom, byte @Nullable [] keyTo, long earliestEnd, long latestStart) {
        return new Slice(KeyLayout.SESSIONS, keyFrom, keyTo, earliestEnd, Long.MAX_VALUE, latestStart);
    }

    /** Sessions of all keys that end between two moments. */
    public static Slice ofSessionsEnding(long earliestEnd, long latestEnd) {
        return new Slice(KeyLayout.SESSIONS, null, null, earliestEnd, latestEnd, Long.MAX_VALUE);
    }

    /** The same but for what is too old. */
    public Slice notBefore(long time) {
        return time <= timeFrom ? this : new Slice(layout, keyFrom, keyTo, time, timeTo, latestStart);
    }

    /** Whether it is about one key. */
    public boolean ofOneKey() {
        return keyFrom != null && keyTo != null && Arrays.equals(keyFrom, keyTo);
    }

    /** Whether no time is left out. */
    public boolean ofAllTime() {
        return timeFrom < 0 && timeTo == Long.MAX_VALUE;
    }

    /** Whether it begins after its end. */
    public boolean isEmpty() {
        return timeFrom > timeTo || keysReversed();
    }

    /** Whether its first key comes after its last one. */
    public boolean keysReversed() {
        return keyFrom != null && keyTo != null && Arrays.compareUnsigned(keyFrom, keyTo) > 0;
    }

    /** Whether the entry with that stored key belongs to it. */
    public boolean contains(byte[] stored) {
        long time = layout.time(stored);
        return time >= timeFrom
                && time <= timeTo
                && (keyFrom == null || layout.compareKey(stored, keyFrom) >= 0)
                && (keyTo == null || layout.compareKey(stored, keyTo) <= 0)
                && (layout == KeyLayout.WINDOWS || SessionKeyV1.start(stored) <= latestStart);
    }

    /**
     * Ranges of stored keys that hold all of it, in ascending order. One for each segment, since the same keys lie in
     * each; a single one if all keys are asked for, or if the time spans so many segments that few can hold anything.
     */
    public List<ByteRange> ranges(SegmentRetention retention) {
        Segments segments = retention.segments();
        long first = Math.max(segments.of(timeFrom), retention.firstSegment());
        long last = Math.min(segments.of(timeTo), retention.lastSegment());
        if (isEmpty() || first > last) {
            return List.of();
        }
        if (keyFrom == null && keyTo == null || last - first >= MOST_RANGES) {
            return List.of(new ByteRange(SegmentKeyV1.before(first), SegmentKeyV1.before(last + 1)));
        }
        boolean oneKey = ofOneKey();
        List<ByteRange> ranges = new ArrayList<>();
        for (long segment = first; segment <= last; segment++) {
            ranges.add(new ByteRange(
                    layout.lowest(segment, keyFrom, oneKey, timeFrom), layout.highest(segment, keyTo, oneKey, timeTo)));
        }
        return ranges;
    }
}
