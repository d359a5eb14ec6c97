package dev.millrace.broker.log;

import java.io.IOException;
import java.util.Optional;

import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;

/**
 * Looks things up in the segments of a log, without a lock: what it finds was there when it looked.
 *
 * <p><em>Thread-safe: keeps nothing but the list.</em>
 */
final class LogReader {

    private final SegmentList segments;

    LogReader(SegmentList segments) {
        this.segments = segments;
    }

    /** Returns batches from the one that holds an offset, or the next if compaction has taken it. */
    BaseRecords read(long fromOffset, int maxBytes) throws IOException {
        Segment[] now = segments.all();
        for (int i = SegmentList.floor(now, fromOffset); i < now.length; i++) {
            SegmentSlice found = now[i].slice(fromOffset, maxBytes);
            if (found != null) {
                return found;
            }
        }
        return MemoryRecords.EMPTY;
    }

    /** Returns the first record not before a time. */
    Optional<TimestampOffset> offsetForTime(long timestampMs) throws IOException {
        for (Segment segment : segments.all()) {
            if (segment.index().maxTimestamp() >= timestampMs) {
                Optional<TimestampOffset> found = segment.firstAtOrAfter(timestampMs);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the first record with the largest timestamp. */
    Optional<TimestampOffset> maxTimestamp() throws IOException {
        Segment newest = segments.first();
        for (Segment segment : segments.all()) {
            if (segment.index().maxTimestamp() > newest.index().maxTimestamp()) {
                newest = segment;
            }
        }
        return newest.newest();
    }
}
