package dev.millrace.broker.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /**
     * Returns batches from the one that holds an offset, or the next if compaction has taken it.
     *
     * @param limitOffset first offset that must not be returned
     */
    BaseRecords read(long fromOffset, long limitOffset, int maxBytes) throws IOException {
        Segment[] now = segments.all();
        for (int i = SegmentList.floor(now, fromOffset); i < now.length && now[i].baseOffset() < limitOffset; i++) {
            SegmentSlice found = now[i].slice(fromOffset, limitOffset, maxBytes);
            if (found != null) {
                return found;
            }
        }
        return MemoryRecords.EMPTY;
    }

    /** Returns the aborted transactions that touch what was read from an offset on, by their first offsets. */
    List<AbortedTransaction> aborted(long fromOffset, BaseRecords records) {
        long bound = records instanceof SegmentSlice slice ? slice.offsetBound() : fromOffset;
        List<AbortedTransaction> found = null;
        Segment[] now = segments.all();
        for (int i = SegmentList.floor(now, fromOffset); i < now.length; i++) {
            AbortedTransactions aborted = now[i].index().aborted();
            if (aborted.count() > 0) {
                found = found == null ? new ArrayList<>() : found;
                aborted.collect(fromOffset, bound, found);
            }
        }
        if (found == null) {
            return List.of();
        }
        found.sort(Comparator.comparingLong(AbortedTransaction::firstOffset));
        return found;
    }

    /** Returns the first record not before a time, among those from an offset on. */
    Optional<TimestampOffset> offsetForTime(long timestampMs, long fromOffset) throws IOException {
        for (Segment segment : segments.all()) {
            if (segment.index().maxTimestamp() >= timestampMs && segment.index().nextOffset() > fromOffset) {
                Optional<TimestampOffset> found = segment.firstAtOrAfter(timestampMs, fromOffset);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the first record with the largest timestamp, among those from an offset on. */
    Optional<TimestampOffset> maxTimestamp(long fromOffset) throws IOException {
        Segment[] now = segments.all();
        Segment newest = now[0];
        for (Segment segment : now) {
            if (segment.index().maxTimestamp() > newest.index().maxTimestamp()) {
                newest = segment;
            }
        }
        Optional<TimestampOffset> found = newest.newest();
        if (found.isPresent() && found.get().offset() < fromOffset) {
            // The newest of all was deleted by offset: rare enough to look at every batch that is left.
            return maxTimestampByScan(now, fromOffset);
        }
        return found;
    }

    private static Optional<TimestampOffset> maxTimestampByScan(Segment[] segments, long fromOffset)
            throws IOException {
        long newestMs = BatchView.NO_TIMESTAMP;
        Optional<TimestampOffset> best = Optional.empty();
        for (Segment segment : segments) {
            Optional<TimestampOffset> found = segment.firstAtOrAfter(newestMs + 1, fromOffset);
            while (found.isPresent()) {
                best = found;
                newestMs = found.get().timestampMs();
                found = segment.firstAtOrAfter(newestMs + 1, fromOffset);
            }
        }
        return best;
    }
}
