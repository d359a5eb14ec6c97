package dev.millrace.streams.internal.settings;

import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

import dev.millrace.streams.StreamsConfig;

/**
 * Settings whose feature is not there yet: any value but the default is refused by name, so that nobody relies on what
 * does not happen.
 */
final class RefusedSettings {
    private static final String CLIENT_TAG = "client.tag.";
    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, "warm-up copies"),
            Map.entry(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, "warm-up copies"),
            Map.entry(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, "warm-up copies"),
            Map.entry(StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, "plug-in task assignors"),
            Map.entry(StreamsConfig.GROUP_PROTOCOL_CONFIG, "the streams group protocol"),
            Map.entry(StreamsConfig.ALLOW_OS_GROUP_WRITE_ACCESS_CONFIG, "group access to the state directory"),
            Map.entry(StreamsConfig.RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST_CONFIG, "rack-aware placement"),
            Map.entry(StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_CONFIG, "rack-aware placement"),
            Map.entry(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG, "rack-aware placement"),
            Map.entry(StreamsConfig.RACK_AWARE_ASSIGNMENT_TRAFFIC_COST_CONFIG, "rack-aware placement"),
            Map.entry(StreamsConfig.UPGRADE_FROM_CONFIG, "rolling upgrades from Kafka Streams"));

    private RefusedSettings() {}

    /**
     * Throws if a setting was given that would do nothing.
     */
    static void check(StreamsConfig config) {
        Map<String, ConfigDef.ConfigKey> keys = StreamsConfig.configDef().configKeys();
        WHY.forEach((key, feature) -> {
            Object value = config.values().get(key);
            Object byDefault = keys.get(key).defaultValue;
            if (!String.valueOf(value).equalsIgnoreCase(String.valueOf(byDefault))) {
                throw new ConfigException(
                        key, value, "only " + byDefault + " is allowed: " + feature + " is not offered yet");
            }
        });
        config.originals().forEach((key, value) -> {
            if (key.startsWith(CLIENT_TAG)) {
                throw new ConfigException(key, value, "placement by tags of clients is not offered yet");
            }
        });
    }
}
