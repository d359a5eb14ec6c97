package dev.millrace.broker.log;

import dev.millrace.broker.settings.RetentionSettings;

/** Decides how many of a log's oldest segments have had their time. */
final class Retention {

    private Retention() {}

    /**
     * Counts the segments to drop.
     *
     * @param segments of a log, oldest first
     * @param settings what is kept
     * @param startOffset first offset that is still in the log
     * @param nowMs the broker's clock
     * @return how many, counted from the oldest; all of them if even the newest record is too old
     */
    static int expired(Segment[] segments, RetentionSettings settings, long startOffset, long nowMs) {
        int gone = beforeStart(segments, startOffset);
        if (!settings.deletes()) {
            return gone;
        }
        int tooMany = Math.max(tooOld(segments, settings.maxAgeMs(), nowMs), tooMuch(segments, settings.maxBytes()));
        return Math.max(gone, tooMany);
    }

    private static int beforeStart(Segment[] segments, long startOffset) {
        int count = 0;
        while (count < segments.length
                && segments[count].sizeBytes() > 0
                && segments[count].index().nextOffset() <= startOffset) {
            count++;
        }
        return count;
    }

    private static int tooOld(Segment[] segments, long maxAgeMs, long nowMs) {
        int count = 0;
        while (maxAgeMs != RetentionSettings.UNLIMITED
                && count < segments.length
                && segments[count].sizeBytes() > 0
                && segments[count].index().maxTimestamp() != BatchView.NO_TIMESTAMP
                && nowMs - segments[count].index().maxTimestamp() > maxAgeMs) {
            count++;
        }
        return count;
    }

    private static int tooMuch(Segment[] segments, long maxBytes) {
        long bytes = 0;
        for (Segment segment : segments) {
            bytes += segment.sizeBytes();
        }
        int count = 0;
        while (maxBytes != RetentionSettings.UNLIMITED
                && count < segments.length - 1
                && bytes - segments[count].sizeBytes() >= maxBytes) {
            bytes -= segments[count].sizeBytes();
            count++;
        }
        return count;
    }
}
