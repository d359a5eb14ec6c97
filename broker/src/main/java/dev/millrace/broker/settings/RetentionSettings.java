package dev.millrace.broker.settings;

/**
 * How long old segments are kept.
 *
 * @param deletes whether segments are deleted by age and size at all ({@code cleanup.policy} holds {@code delete})
 * @param maxAgeMs a segment goes when its newest record is older than this; {@link #UNLIMITED} keeps all
 *     ({@code retention.ms})
 * @param maxBytes oldest segments go while the rest of the log is at least this large; {@link #UNLIMITED} keeps all
 *     ({@code retention.bytes})
 * @param fileDeleteDelayMs the files of a segment that was dropped stay this long for readers that still hold it
 *     ({@code file.delete.delay.ms})
 */
public record RetentionSettings(boolean deletes, long maxAgeMs, long maxBytes, long fileDeleteDelayMs) {

    /** Stands for "no limit", as in Apache Kafka. */
    public static final long UNLIMITED = -1;

    /** Checks each value against its bound. */
    public RetentionSettings {
        Bounds.atLeast(TopicSettingNames.RETENTION_MS, maxAgeMs, UNLIMITED);
        Bounds.atLeast(TopicSettingNames.RETENTION_BYTES, maxBytes, UNLIMITED);
        Bounds.atLeast(TopicSettingNames.FILE_DELETE_DELAY_MS, fileDeleteDelayMs, 0);
    }
}
