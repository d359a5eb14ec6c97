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
    private final Map<String, String> defaults;

    /**
     * Knows all configurations.
     *
     * @param defaults what the broker's settings have changed
     */
    TopicConfigs(Map<String, String> defaults) {
        this.defaults = defaults;
        keys = new ArrayList<>(TopicSettings.definitions().configKeys().values());
        keys.sort(Comparator.comparing(key -> key.name));
    }

    /** Returns one configuration; null if there is none of this name. */
    @Nullable
    Entry entry(String name, Map<String, String> overrides) {
        for (ConfigKey key : keys) {
            if (key.name.equals(name)) {
                return entry(key, overrides);
            }
        }
        return null;
    }

    /** Returns what an edit has to know of a configuration; null if there is none of this name. */
    ConfigEdit.@Nullable Current current(String name, Map<String, String> overrides) {
        Entry entry = entry(name, overrides);
        return entry == null ? null : new ConfigEdit.Current(entry.value(), entry.key().type == ConfigDef.Type.LIST);
    }

    /** Returns every configuration, sorted by name. */
    List<Entry> of(Map<String, String> overrides) {
        List<Entry> entries = new ArrayList<>(keys.size());
        for (ConfigKey key : keys) {
            entries.add(entry(key, overrides));
        }
        return entries;
    }

    private Entry entry(ConfigKey key, Map<String, String> overrides) {
        String standard = ConfigDef.convertToString(key.defaultValue, key.type);
        return new Entry(key, overrides.get(key.name), defaults.get(key.name), standard);
    }

    /**
     * One configuration.
     *
     * @param key what is known about it
     * @param onTopic what the topic says, null if nothing
     * @param onBroker what the broker's settings say, null if nothing
     * @param standard the default of all brokers
     */
    record Entry(ConfigKey key, @Nullable String onTopic, @Nullable String onBroker, @Nullable String standard) {
        /** Returns what is in force. */
        @Nullable
        String value() {
            String withoutTopic = onBroker == null ? standard : onBroker;
            return onTopic == null ? withoutTopic : onTopic;
        }

        byte source() {
            if (onTopic != null) {
                return SET_ON_TOPIC;
            }
            return onBroker == null ? DEFAULT : SET_ON_BROKER;
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
