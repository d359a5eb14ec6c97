package dev.millrace.broker.settings;

/**
 * When a log is synced to disk although nobody waits for it.
 *
 * @param everyRecords after this many records since the last sync ({@code flush.messages})
 * @param everyMs when the oldest record not synced is this old ({@code flush.ms})
 */
public record FlushSettings(long everyRecords, long everyMs) {

    /** Checks each value against its bound. */
    public FlushSettings {
        Bounds.atLeast(TopicSettingNames.FLUSH_MESSAGES, everyRecords, 1);
        Bounds.atLeast(TopicSettingNames.FLUSH_MS, everyMs, 0);
    }
}
