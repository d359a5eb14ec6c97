package dev.millrace.streams.internal.state.typed;

import dev.millrace.streams.internal.state.segments.SegmentRetention;
import dev.millrace.streams.internal.state.segments.Segments;

/**
 * What a window or session store was told about time. <i>Immutable.</i>
 *
 * @param retentionMs how long entries are kept; {@link Long#MAX_VALUE} if that is the affair of the bytes below
 * @param segments slices of time in which they are stored
 * @param order how entries of many keys follow each other
 * @param windowSizeMs length of windows; of no use to sessions
 * @param retainDuplicates whether each put adds an entry
 */
public record Timing(long retentionMs, Segments segments, Order order, long windowSizeMs, boolean retainDuplicates) {
    /** How entries of many keys follow each other. */
    public enum Order {
        /** Segment by segment, in each by key, then time. */
        SEGMENT_THEN_KEY,
        /** By time, then key, then the latest session start first: as in the heap. */
        TIME_THEN_KEY,
        /**
         * Sessions that are asked for by time come by end, then start, then key, and are shown as long as they are
         * kept: who reads sessions that have closed wants those past retention too. Those asked for by key come as in
         * {@link #SEGMENT_THEN_KEY}.
         */
        TIMES_THEN_KEY
    }

    /** The clock of a new store. */
    SegmentRetention retention(boolean persistent) {
        // Windows kept in the order of time on disk are shown a millisecond longer, as by Kafka Streams.
        boolean longer = persistent && order == Order.TIME_THEN_KEY && retentionMs < Long.MAX_VALUE;
        return new SegmentRetention(segments, retentionMs, longer ? retentionMs + 1 : retentionMs, !persistent);
    }
}
