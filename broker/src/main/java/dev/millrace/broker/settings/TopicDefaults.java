package dev.millrace.broker.settings;

import java.util.Map;

import org.apache.kafka.common.config.ConfigException;

/**
 * What topics get when nobody says otherwise.
 *
 * <p>Immutable.
 *
 * @param autoCreate whether asking for a topic makes it, if the client agrees ({@code auto.create.topics.enable})
 * @param partitions of a topic made without a count ({@code num.partitions})
 * @param config topic configurations by name that the broker's settings have changed ({@code log.retention.ms}, ...)
 */
public record TopicDefaults(boolean autoCreate, int partitions, Map<String, String> config) {
    /** Made on demand with one partition, as Apache Kafka has it. */
    public static final TopicDefaults DEFAULTS = new TopicDefaults(true, 1, Map.of());

    /** Checks the bounds and that a topic can have the configuration. */
    public TopicDefaults {
        Bounds.atLeast("num.partitions", partitions, 1);
        config = Map.copyOf(config);
        try {
            TopicSettings.read(config);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
