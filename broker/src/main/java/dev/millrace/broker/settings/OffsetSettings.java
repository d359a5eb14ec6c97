package dev.millrace.broker.settings;

/**
 * How long committed offsets are kept and how much may be written beside them.
 *
 * <p>Immutable.
 *
 * @param retentionMs how long offsets outlive their group ({@code offsets.retention.minutes})
 * @param checkIntervalMs how often expired offsets are looked for ({@code offsets.retention.check.interval.ms})
 * @param metadataMaxBytes longest metadata string of a commit ({@code offset.metadata.max.bytes})
 */
public record OffsetSettings(long retentionMs, long checkIntervalMs, int metadataMaxBytes) {
    /** Seven days, looked at every ten minutes, 4096 bytes. */
    public static final OffsetSettings DEFAULTS = new OffsetSettings(604_800_000L, 600_000L, 4096);

    /** Checks the bounds. */
    public OffsetSettings {
        Bounds.atLeast("offsets.retention.minutes", retentionMs, 1);
        Bounds.atLeast("offsets.retention.check.interval.ms", checkIntervalMs, 1);
        Bounds.atLeast("offset.metadata.max.bytes", metadataMaxBytes, 0);
    }
}
