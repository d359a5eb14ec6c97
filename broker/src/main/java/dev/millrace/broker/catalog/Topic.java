package dev.millrace.broker.catalog;

import java.util.Map;

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

    /** Returns whether the broker keeps its own records in it. */
    public boolean internal() {
        return name.equals("__consumer_offsets") || name.equals("__transaction_state");
    }
}
