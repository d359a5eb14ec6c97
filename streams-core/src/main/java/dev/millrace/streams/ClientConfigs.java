package dev.millrace.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Picks from the settings of an application those that are for its clients. */
final class ClientConfigs {
    private ClientConfigs() {}

    /** What any consumer is given; settings under {@code prefix} come before those for all consumers. */
    static Map<String, Object> consumer(StreamsConfig config, String prefix) {
        Map<String, Object> configs = new HashMap<>(Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"));
        configs.putAll(known(config, ConsumerConfig.configNames()));
        configs.putAll(config.originalsWithPrefix(StreamsConfig.CONSUMER_PREFIX));
        configs.putAll(config.originalsWithPrefix(prefix));
        configs.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return configs;
    }

    /** What was given, and our defaults for keys we share with clients, as far as such a client knows the key. */
    static Map<String, Object> known(StreamsConfig config, Set<String> known) {
        Map<String, Object> configs = new HashMap<>();
        config.values().forEach((key, value) -> {
            if (known.contains(key) && value != null) {
                configs.put(key, value);
            }
        });
        config.originals().forEach((key, value) -> {
            if (known.contains(key)) {
                configs.put(key, value);
            }
        });
        configs.remove(StreamsConfig.GROUP_PROTOCOL_CONFIG);
        return configs;
    }
}
