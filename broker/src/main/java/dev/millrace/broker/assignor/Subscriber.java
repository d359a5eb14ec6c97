package dev.millrace.broker.assignor;

import java.util.Set;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * A member as an assignor sees it.
 *
 * <p>Immutable.
 *
 * @param memberId its id
 * @param instanceId of a static member; null for others
 * @param topics what it wants to read
 * @param before what it was to have until now; topics and partitions may be gone
 */
public record Subscriber(String memberId, @Nullable String instanceId, Set<Uuid> topics, PartitionSet before) {
    /** Copies the topics. */
    public Subscriber {
        topics = Set.copyOf(topics);
    }
}
