package dev.millrace.broker.membership;

import java.util.Collection;
import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Turn;

/**
 * All groups of one protocol whose members only send heartbeats, as administration and expiry see them.
 *
 * <p>Confined to the event-loop thread.
 */
public interface HeartbeatGroups {
    /** Returns whether there is a group of this name. */
    boolean has(String groupId);

    /** Returns whether a group is there and has no members. */
    boolean isEmpty(String groupId);

    /** Returns the ids of all groups without members. */
    List<String> emptyGroups();

    /** Returns since when a group has been as empty, or as full, as it is, in milliseconds since 1970. */
    long sinceMs(String groupId);

    /**
     * Returns whether who says to be a member with an epoch is right.
     *
     * @return NONE, or UNKNOWN_MEMBER_ID or STALE_MEMBER_EPOCH
     */
    Errors standing(String groupId, String memberId, int memberEpoch);

    /**
     * Returns whether a member may commit offsets for partitions.
     *
     * @return NONE, or UNKNOWN_MEMBER_ID or STALE_MEMBER_EPOCH
     */
    default Errors mayCommit(String groupId, String memberId, int memberEpoch, Collection<TopicPartition> partitions) {
        return standing(groupId, memberId, memberEpoch);
    }

    /** Returns whether a group reads a topic, as far as it is known. */
    boolean reads(String groupId, String topic);

    /** Writes tombstones for a group; the caller has seen that it is empty. */
    void delete(String groupId, Turn turn);

    /**
     * Lets the dynamic members of a connection be gone soon.
     *
     * @param connectionId over which they were last heard of
     * @param graceMs how long they have beyond their next heartbeat
     */
    void connectionClosed(String connectionId, int graceMs, Turn turn);
}
