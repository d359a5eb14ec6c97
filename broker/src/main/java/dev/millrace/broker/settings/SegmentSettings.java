package dev.millrace.broker.settings;

/**
 * When a log starts a new segment, and how densely a segment is indexed.
 *
 * @param segmentBytes a segment that would grow beyond this many bytes is closed first ({@code segment.bytes})
 * @param rollAfterMs a segment is closed when its first record is this much older than the next ({@code segment.ms})
 * @param indexIntervalBytes an index entry is made for each stretch of this many bytes ({@code index.interval.bytes})
 * @param indexBytes a segment whose offset index reaches this size is closed ({@code segment.index.bytes})
 */
public record SegmentSettings(int segmentBytes, long rollAfterMs, int indexIntervalBytes, int indexBytes) {

    /** Bytes of one entry of an offset index; a smaller index could hold nothing. */
    private static final int SMALLEST_INDEX = 8;

    /** Checks each value against its bound. */
    public SegmentSettings {
        Bounds.atLeast(TopicSettingNames.SEGMENT_BYTES, segmentBytes, 1);
        Bounds.atLeast(TopicSettingNames.SEGMENT_MS, rollAfterMs, 1);
        Bounds.atLeast(TopicSettingNames.INDEX_INTERVAL_BYTES, indexIntervalBytes, 0);
        Bounds.atLeast(TopicSettingNames.SEGMENT_INDEX_BYTES, indexBytes, SMALLEST_INDEX);
    }
}
