package dev.millrace.broker.log;

import java.util.Arrays;

/**
 * The segments of a log in offset order, never none; the last one is appended to.
 *
 * <p><em>Thread-safe: changed by the holder of the append lock, who replaces the array; readers work on the array they
 * got.</em>
 */
final class SegmentList {

    private volatile Segment[] segments;

    SegmentList(Segment... segments) {
        this.segments = segments;
    }

    /** Returns the segments as they are now; the array is never written again. */
    Segment[] all() {
        return segments;
    }

    Segment first() {
        return segments[0];
    }

    Segment active() {
        Segment[] now = segments;
        return now[now.length - 1];
    }

    /** Returns the number of the segment that an offset belongs to, in an array got from {@link #all}. */
    static int floor(Segment[] segments, long offset) {
        int at = segments.length - 1;
        while (at > 0 && segments[at].baseOffset() > offset) {
            at--;
        }
        return at;
    }

    void add(Segment segment) {
        Segment[] now = segments;
        Segment[] more = Arrays.copyOf(now, now.length + 1);
        more[now.length] = segment;
        segments = more;
    }

    void removeFirst(int count) {
        Segment[] now = segments;
        segments = Arrays.copyOfRange(now, count, now.length);
    }

    /** Puts one segment in the place of neighbours. */
    void replace(int from, int count, Segment by) {
        Segment[] now = segments;
        Segment[] fewer = new Segment[now.length - count + 1];
        System.arraycopy(now, 0, fewer, 0, from);
        fewer[from] = by;
        System.arraycopy(now, from + count, fewer, from + 1, now.length - from - count);
        segments = fewer;
    }

    long sizeBytes() {
        long sum = 0;
        for (Segment segment : segments) {
            sum += segment.sizeBytes();
        }
        return sum;
    }
}
