package dev.millrace.broker.log;

import java.util.List;

/**
 * The content of an index file, for tools; {@link SegmentIndex} draws its bytes.
 *
 * @param logBytes bytes of the segment that it covers
 * @param nextOffset offset after the last record covered
 * @param firstTimestampMs timestamp that the age of the segment counts from; -1 if it has none
 * @param maxTimestampMs largest timestamp; -1 if there is none
 * @param maxTimestampPosition where the batch with the largest timestamp begins
 * @param offsets the offset index: base offsets of batches
 * @param times the time index: largest timestamps before batches
 * @param aborted the transactions that were aborted in the segment
 */
public record StoredIndexFile(
        int logBytes,
        long nextOffset,
        long firstTimestampMs,
        long maxTimestampMs,
        int maxTimestampPosition,
        List<Entry> offsets,
        List<Entry> times,
        List<AbortedTransaction> aborted) {

    /**
     * One entry of an index.
     *
     * @param key an offset or a timestamp
     * @param position first byte of a batch
     */
    public record Entry(long key, int position) {}
}
