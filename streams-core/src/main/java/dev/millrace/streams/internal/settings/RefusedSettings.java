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
    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry(StreamsConfig.ALLOW_OS_GROUP_WRITE_ACCESS_CONFIG, "group access to the state directory"),
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
    }
}
