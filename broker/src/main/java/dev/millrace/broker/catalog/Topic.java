package dev.millrace.broker.catalog;

import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.Uuid;

/**
 * A topic as it stands; a change makes a new one.
 *
 * @param name its name
 * @param id its identity: a topic deleted and made anew has another
 * @param partitionCount partitions are numbered from 0
 * @param config configuration overrides by name, as the client gave them
 */
public record Topic(String name, Uuid id, int partitionCount, Map<String, String> config) {

    /** Name of the topic in which groups and their offsets are kept. */
    public static final String OFFSETS = "__consumer_offsets";

    /** Name of the topic in which transactional ids are kept. */
    public static final String TRANSACTIONS = "__transaction_state";

    private static final Set<String> INTERNAL = Set.of(OFFSETS, TRANSACTIONS);

    /** Copies the overrides. */
    public Topic {
        config = Map.copyOf(config);
    }

    /** Returns whether the broker keeps its own records in it. */
    public boolean internal() {
        return INTERNAL.contains(name);
    }

    Topic withConfig(Map<String, String> newConfig) {
        return new Topic(name, id, partitionCount, newConfig);
    }

    Topic withPartitions(int count) {
        return new Topic(name, id, count, config);
    }
}
