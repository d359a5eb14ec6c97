package dev.millrace.broker.settings;

/**
 * How a log that keeps the last value of each key is compacted.
 *
 * @param compacts whether the log is compacted at all ({@code cleanup.policy} holds {@code compact})
 * @param minDirtyRatio a log is compacted when at least this share of its bytes was never compacted, 0 to 1
 *     ({@code min.cleanable.dirty.ratio})
 * @param minLagMs a record younger than this is left alone ({@code min.compaction.lag.ms})
 * @param maxLagMs a log with an uncompacted record older than this is compacted whatever its share
 *     ({@code max.compaction.lag.ms})
 * @param tombstoneRetentionMs a record without value is kept this long after its first compaction
 *     ({@code delete.retention.ms})
 */
public record CompactionSettings(
        boolean compacts, double minDirtyRatio, long minLagMs, long maxLagMs, long tombstoneRetentionMs) {

    /** Checks each value against its bound, and the two lags against each other. */
    public CompactionSettings {
        if (!(minDirtyRatio >= 0 && minDirtyRatio <= 1)) {
            throw new IllegalArgumentException(
                    TopicSettingNames.MIN_CLEANABLE_DIRTY_RATIO + " must be between 0 and 1: " + minDirtyRatio);
        }
        Bounds.atLeast(TopicSettingNames.MIN_COMPACTION_LAG_MS, minLagMs, 0);
        Bounds.atLeast(TopicSettingNames.MAX_COMPACTION_LAG_MS, maxLagMs, 1);
        Bounds.atLeast(TopicSettingNames.DELETE_RETENTION_MS, tombstoneRetentionMs, 0);
        if (minLagMs > maxLagMs) {
            throw new IllegalArgumentException(TopicSettingNames.MIN_COMPACTION_LAG_MS + " must not exceed "
                    + TopicSettingNames.MAX_COMPACTION_LAG_MS + ": " + minLagMs + " > " + maxLagMs);
        }
    }
}
