package dev.millrace.broker.settings;

import java.util.HashMap;
import java.util.Map;

/**
 * The broker's settings that are defaults for topics, under the names Apache Kafka has for them.
 *
 * <p>Without state.
 */
final class TopicDefaultNames {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    /** Topic name by broker name. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("log.cleanup.policy", TopicSettingNames.CLEANUP_POLICY),
            Map.entry("compression.type", TopicSettingNames.COMPRESSION_TYPE),
            Map.entry("log.cleaner.delete.retention.ms", TopicSettingNames.DELETE_RETENTION_MS),
            Map.entry("log.segment.delete.delay.ms", TopicSettingNames.FILE_DELETE_DELAY_MS),
            Map.entry("log.flush.interval.messages", TopicSettingNames.FLUSH_MESSAGES),
            Map.entry("log.flush.interval.ms", TopicSettingNames.FLUSH_MS),
            Map.entry("log.index.interval.bytes", TopicSettingNames.INDEX_INTERVAL_BYTES),
            Map.entry("log.cleaner.max.compaction.lag.ms", TopicSettingNames.MAX_COMPACTION_LAG_MS),
            Map.entry("message.max.bytes", TopicSettingNames.MAX_MESSAGE_BYTES),
            Map.entry("log.message.timestamp.after.max.ms", TopicSettingNames.MESSAGE_TIMESTAMP_AFTER_MAX_MS),
            Map.entry("log.message.timestamp.before.max.ms", TopicSettingNames.MESSAGE_TIMESTAMP_BEFORE_MAX_MS),
            Map.entry("log.message.timestamp.type", TopicSettingNames.MESSAGE_TIMESTAMP_TYPE),
            Map.entry("log.cleaner.min.cleanable.ratio", TopicSettingNames.MIN_CLEANABLE_DIRTY_RATIO),
            Map.entry("log.cleaner.min.compaction.lag.ms", TopicSettingNames.MIN_COMPACTION_LAG_MS),
            Map.entry("min.insync.replicas", TopicSettingNames.MIN_INSYNC_REPLICAS),
            Map.entry("log.retention.bytes", TopicSettingNames.RETENTION_BYTES),
            Map.entry("log.retention.ms", TopicSettingNames.RETENTION_MS),
            Map.entry("log.segment.bytes", TopicSettingNames.SEGMENT_BYTES),
            Map.entry("log.index.size.max.bytes", TopicSettingNames.SEGMENT_INDEX_BYTES),
            Map.entry("log.roll.ms", TopicSettingNames.SEGMENT_MS));

    private TopicDefaultNames() {}

    /** Takes the defaults for topics out of a broker's settings; the finer unit wins, as in Apache Kafka. */
    static Map<String, String> read(PropertyValues values) {
        Map<String, String> config = new HashMap<>();
        coarse(values, "log.retention.hours", HOUR_MS, TopicSettingNames.RETENTION_MS, config);
        coarse(values, "log.retention.minutes", MINUTE_MS, TopicSettingNames.RETENTION_MS, config);
        coarse(values, "log.roll.hours", HOUR_MS, TopicSettingNames.SEGMENT_MS, config);
        NAMES.forEach((brokerName, topicName) -> {
            String text = values.text(brokerName);
            if (text != null) {
                config.put(topicName, text);
            }
        });
        return config;
    }

    private static void coarse(
            PropertyValues values, String name, long unitMs, String topicName, Map<String, String> to) {
        if (values.text(name) != null) {
            long count = values.number(name, 0);
            // Below zero there is no unit: all of them stand for "without bound".
            to.put(topicName, Long.toString(count < 0 ? count : Math.multiplyExact(count, unitMs)));
        }
    }

    /** Writes defaults for topics under the broker's names. */
    static void write(Map<String, String> config, Map<String, Object> to) {
        NAMES.forEach((brokerName, topicName) -> {
            String value = config.get(topicName);
            if (value != null) {
                to.put(brokerName, value);
            }
        });
    }
}
