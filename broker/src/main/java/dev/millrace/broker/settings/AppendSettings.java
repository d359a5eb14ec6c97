package dev.millrace.broker.settings;

/**
 * Which batches a log takes, and whose clock stamps them.
 *
 * @param maxBatchBytes the largest batch accepted, header included ({@code max.message.bytes})
 * @param stampsOnAppend whether the broker's clock replaces the producer's timestamps
 *     ({@code message.timestamp.type=LogAppendTime})
 * @param maxPastMs how far a producer's timestamp may lie behind the broker's clock
 *     ({@code message.timestamp.before.max.ms})
 * @param maxFutureMs how far it may lie ahead ({@code message.timestamp.after.max.ms})
 */
public record AppendSettings(int maxBatchBytes, boolean stampsOnAppend, long maxPastMs, long maxFutureMs) {

    /** Checks each value against its bound. */
    public AppendSettings {
        Bounds.atLeast(TopicSettingNames.MAX_MESSAGE_BYTES, maxBatchBytes, 0);
        Bounds.atLeast(TopicSettingNames.MESSAGE_TIMESTAMP_BEFORE_MAX_MS, maxPastMs, 0);
        Bounds.atLeast(TopicSettingNames.MESSAGE_TIMESTAMP_AFTER_MAX_MS, maxFutureMs, 0);
    }

    /** Returns whether timestamps of producers have a lower bound at all, which needs a look at each record. */
    public boolean boundsPast() {
        return maxPastMs != Long.MAX_VALUE;
    }
}
