package dev.millrace.broker.log;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides what compaction leaves of transactions.
 *
 * <p>Records of aborted transactions go at once. A marker has to stay as long as a record before it is there that it
 * ends: without it the transaction would look open when the log is read anew. A marker with nothing before it goes, and
 * with an abort marker the entry in the list of aborted transactions: one without the other would make readers drop
 * records that count. What is asked for must come in the order of the log, from its start.
 *
 * <p><em>Confined to the thread that compacts.</em>
 */
final class TransactionRemains {
    private final AbortedRanges aborted;
    private final Map<Long, Long> lastOffsets;
    private final Set<Long> withData = new HashSet<>();
    private final Set<Long> keptMarkers = new HashSet<>();

    /**
     * Begins at the start of a log.
     *
     * @param aborted all aborted transactions of the log
     * @param lastOffsets last offset of each producer's last batch
     */
    TransactionRemains(AbortedRanges aborted, Map<Long, Long> lastOffsets) {
        this.aborted = aborted;
        this.lastOffsets = lastOffsets;
    }

    boolean isAborted(long producerId, long offset) {
        return aborted.covers(producerId, offset);
    }

    boolean isLastOfProducer(long producerId, long lastOffset) {
        Long last = lastOffsets.get(producerId);
        return last != null && last == lastOffset;
    }

    /** Notes that a transactional record of a producer is kept. */
    void keptData(long producerId) {
        withData.add(producerId);
    }

    /** Decides on a marker, and notes it if it stays. */
    boolean keepsMarker(long producerId, long offset, boolean atAnyRate) {
        boolean keep = withData.remove(producerId) || atAnyRate;
        if (keep) {
            keptMarkers.add(offset);
        }
        return keep;
    }

    boolean keptMarker(long offset) {
        return keptMarkers.contains(offset);
    }
}
