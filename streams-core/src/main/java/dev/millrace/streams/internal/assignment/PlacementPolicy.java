package dev.millrace.streams.internal.assignment;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupAssignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;

/** How the leader places the tasks of a group. */
interface PlacementPolicy {
    /**
     * An assignment for each member.
     *
     * @param subscription what the members sent, as {@code group} was read from
     * @throws dev.millrace.streams.errors.StreamsException if tasks cannot be placed
     */
    GroupAssignment assign(ApplicationView group, GroupSubscription subscription);
}
