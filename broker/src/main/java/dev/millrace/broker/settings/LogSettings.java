package dev.millrace.broker.settings;

import java.util.Map;

/**
 * How one partition's log is kept: the reading of a topic's configuration, made by {@link TopicSettings#read}.
 *
 * @param segments when segments are closed and how they are indexed
 * @param retention when old segments go
 * @param compaction how superseded records go
 * @param append which batches are taken
 * @param flush when the log is synced unasked
 */
public record LogSettings(
        SegmentSettings segments,
        RetentionSettings retention,
        CompactionSettings compaction,
        AppendSettings append,
        FlushSettings flush) {

    /** Returns the age at which a segment is closed: a compacted one must not hold its records back for too long. */
    public long rollAfterMs() {
        return compaction.compacts() ? Math.min(segments.rollAfterMs(), compaction.maxLagMs()) : segments.rollAfterMs();
    }

    /**
     * Returns the settings of a topic that overrides nothing.
     *
     * @return the defaults of Apache Kafka
     */
    public static LogSettings defaults() {
        return TopicSettings.read(Map.of());
    }
}
