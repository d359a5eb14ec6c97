package dev.millrace.broker.log;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * All aborted transactions of a log, to be asked about single batches.
 *
 * <p><em>Immutable.</em>
 */
final class AbortedRanges {
    private final Map<Long, TreeMap<Long, Long>> lastByFirst = new HashMap<>();

    private AbortedRanges() {}

    /** Collects them from the segments of a log. */
    static AbortedRanges of(Segment[] segments) {
        AbortedRanges ranges = new AbortedRanges();
        for (Segment segment : segments) {
            for (AbortedTransaction aborted : segment.index().aborted().all()) {
                ranges.lastByFirst
                        .computeIfAbsent(aborted.producerId(), id -> new TreeMap<>())
                        .put(aborted.firstOffset(), aborted.lastOffset());
            }
        }
        return ranges;
    }

    /** Returns whether a transactional batch of a producer was aborted. */
    boolean covers(long producerId, long offset) {
        TreeMap<Long, Long> ofProducer = lastByFirst.get(producerId);
        Map.Entry<Long, Long> before = ofProducer == null ? null : ofProducer.floorEntry(offset);
        return before != null && offset <= before.getValue();
    }
}
