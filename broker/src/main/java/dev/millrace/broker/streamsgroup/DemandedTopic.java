package dev.millrace.broker.streamsgroup;

import java.util.Map;

/**
 * A repartition or changelog topic that an application wants.
 *
 * <p>Immutable.
 *
 * @param name its whole name
 * @param partitions how many partitions the application insists on; 0 if they follow from its inputs
 * @param config configuration overrides
 */
public record DemandedTopic(String name, int partitions, Map<String, String> config) {
    /** Copies the configuration. */
    public DemandedTopic {
        config = Map.copyOf(config);
    }

    DemandedTopic withPartitions(int count) {
        return new DemandedTopic(name, count, config);
    }
}
