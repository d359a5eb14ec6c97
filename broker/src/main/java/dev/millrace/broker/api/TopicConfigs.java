package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.settings.TopicSettings;

/**
 * The configuration of topics as clients are shown it: each name with the value in force and where that comes from.
 * Immutable.
 */
final class TopicConfigs {
    /** Where a value comes from, as the protocol numbers it. */
    static final byte SET_ON_TOPIC = 1;

    static final byte SET_ON_BROKER = 4;
    static final byte DEFAULT = 5;

    private final List<ConfigKey> keys;

    TopicConfigs() {
        keys = new ArrayList<>(TopicSettings.definitions().configKeys().values());
        keys.sort(Comparator.comparing(key -> key.name));
    }

    /** Returns every configuration, sorted by name. */
    List<Entry> of(Map<String, String> overrides) {
        List<Entry> entries = new ArrayList<>(keys.size());
        for (ConfigKey key : keys) {
            String standard = ConfigDef.convertToString(key.defaultValue, key.type);
            String override = overrides.get(key.name);
            entries.add(new Entry(key, override == null ? standard : override, override != null, standard));
        }
        return entries;
    }

    /**
     * One configuration.
     *
     * @param key what is known about it
     * @param value in force
     * @param isOverride whether the topic says so, or it is the default
     * @param standard the default
     */
    record Entry(ConfigKey key, @Nullable String value, boolean isOverride, @Nullable String standard) {
        byte source() {
            return isOverride ? SET_ON_TOPIC : DEFAULT;
        }

        byte type() {
            return switch (key.type) {
                case BOOLEAN -> 1;
                case STRING -> 2;
                case INT -> 3;
                case SHORT -> 4;
                case LONG -> 5;
                case DOUBLE -> 6;
                case LIST -> 7;
                case CLASS -> 8;
                case PASSWORD -> 9;
            };
        }
    }
}
