package dev.millrace.broker.log;

import java.util.List;

import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;

/**
 * What a read found, and where the log stood when it did.
 *
 * @param records whole batches in offset order, beginning with the one that holds the offset asked for; the last one
 *     may be cut short; empty at the end of the log
 * @param startOffset first offset kept by the log
 * @param endOffset offset that the next record will get
 * @param stableOffset first offset that a transaction still holds open; the end offset if there is none
 * @param aborted transactions whose records, among these, do not count; by their first offsets; empty if all records
 *     were asked for
 */
public record LogSlice(
        BaseRecords records, long startOffset, long endOffset, long stableOffset, List<AbortedTransaction> aborted) {

    /**
     * Reads the slice into the heap, for those who want to look at the records and not to send them.
     *
     * @return the same batches
     * @throws LogFailure if the segment cannot be read
     */
    public MemoryRecords load() {
        return records instanceof SegmentSlice slice ? slice.load() : (MemoryRecords) records;
    }
}
