package dev.millrace.streams.internal.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic that the application creates for itself. <i>Immutable.</i>
 *
 * @param name full name, with the application's prefix
 * @param partitions how many the program asks for; empty leaves it to the topics read with it
 * @param config topic configurations, those of the store or program over those of the application over ours
 */
public record InternalTopic(String name, OptionalInt partitions, Map<String, String> config) {
    private static final String CREATE_TIME = "CreateTime";
    private static final int REPARTITION_SEGMENT_BYTES = 50 * 1024 * 1024;

    /** Keeps a copy of {@code config}. */
    public InternalTopic {
        config = Map.copyOf(config);
    }

    /** A topic between two sub-topologies: kept until its records are read and deleted. */
    static InternalTopic repartition(String name, OptionalInt partitions, Map<String, String> applicationConfig) {
        Map<String, String> config = new HashMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(REPARTITION_SEGMENT_BYTES),
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                CREATE_TIME));
        config.putAll(applicationConfig);
        return new InternalTopic(name, partitions, config);
    }

    /**
     * A topic that holds the changes of a store: compacted.
     *
     * @param kindConfig what the kind of store adds to that
     */
    static InternalTopic changelog(
            String name,
            Map<String, String> kindConfig,
            Map<String, String> applicationConfig,
            Map<String, String> storeConfig) {
        Map<String, String> config = new HashMap<>(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                CREATE_TIME));
        config.putAll(kindConfig);
        config.putAll(applicationConfig);
        config.putAll(storeConfig);
        return new InternalTopic(name, OptionalInt.empty(), config);
    }
}
