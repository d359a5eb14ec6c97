package dev.millrace.broker.log;

import java.util.Arrays;

import dev.millrace.broker.settings.CompactionSettings;

/**
 * The segments that may be compacted now, and whether it pays.
 *
 * @param segments sealed segments from the start of the log whose records are all old enough
 * @param dirtyFrom offset from which on nothing was compacted yet
 */
record CompactionRange(Segment[] segments, long dirtyFrom) {

    /** Finds the range of a log; whether the records of an open transaction will count is not known yet. */
    static CompactionRange of(
            Segment[] all, CompactionSettings settings, long dirtyFrom, long stableOffset, long nowMs) {
        // With an empty active segment the last record is in the one before; taking that would leave a gap at the end.
        int limit = all[all.length - 1].sizeBytes() == 0 ? all.length - 2 : all.length - 1;
        int count = 0;
        while (count < limit
                && all[count].sealed()
                && all[count].index().nextOffset() <= stableOffset
                && nowMs - all[count].index().maxTimestamp() >= settings.minLagMs()) {
            count++;
        }
        return new CompactionRange(Arrays.copyOf(all, count), dirtyFrom);
    }

    /** Returns the end of the range, exclusive. */
    long endOffset() {
        return segments.length == 0
                ? dirtyFrom
                : segments[segments.length - 1].index().nextOffset();
    }

    /** Returns whether enough of it is dirty, or a dirty record has waited long enough. */
    boolean due(CompactionSettings settings, long nowMs) {
        long bytes = 0;
        long dirtyBytes = 0;
        boolean overdue = false;
        for (Segment segment : segments) {
            bytes += segment.sizeBytes();
            if (segment.index().nextOffset() > dirtyFrom && segment.sizeBytes() > 0) {
                dirtyBytes += segment.sizeBytes();
                overdue |= nowMs - segment.index().firstTimestamp() > settings.maxLagMs();
            }
        }
        return dirtyBytes > 0 && (overdue || dirtyBytes >= settings.minDirtyRatio() * bytes);
    }
}
