package dev.millrace.streams.internal.dsl.plan;

import java.util.Map;

/**
 * Keeps the records of a stream that wait for a table.
 *
 * @param graceMs how long they wait, so that the table must keep versions for as long
 */
public record PlannedGraceRoom(String name, long graceMs) implements PlannedStore {
    /** What follows the name of the join in that of the store. */
    public static final String SUFFIX = "-Buffer";

    /** Says that a table cannot be waited for, in the words that Kafka Streams has for it. */
    public static final String NO_VERSIONS = "KTable must be versioned to use a grace period in a stream table join.";

    @Override
    public boolean logging() {
        return true;
    }

    @Override
    public Map<String, String> topicConfig() {
        return Map.of();
    }
}
