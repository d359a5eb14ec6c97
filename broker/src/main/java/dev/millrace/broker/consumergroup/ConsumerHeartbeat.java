package dev.millrace.broker.consumergroup;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;

/**
 * What a member says in a heartbeat. Whatever may be null means "as before".
 *
 * <p>Immutable.
 *
 * @param groupId which group
 * @param memberId made by the client
 * @param memberEpoch the epoch it has reached; 0 to join, -1 to leave, -2 to leave for a while
 * @param sentFrom where the request came from
 * @param changes what has changed about it
 * @param owned what it reads right now
 */
public record ConsumerHeartbeat(
        String groupId,
        String memberId,
        int memberEpoch,
        Place sentFrom,
        Changes changes,
        @Nullable PartitionSet owned) {
    /** The epoch with which a member joins. */
    public static final int JOIN = 0;

    /** The epoch with which a member leaves for good. */
    public static final int LEAVE = -1;

    /** Returns whether the member tells everything, and so should be told everything too. */
    boolean isFull() {
        return changes.rebalanceTimeoutMs() >= 0
                && (changes.topics() != null || changes.pattern() != null)
                && owned != null;
    }

    /** Returns what is known about a member that joins. */
    ConsumerMember.About introduced() {
        SortedSet<String> none = new TreeSet<>();
        return updated(new ConsumerMember.About(changes.instanceId(), null, "", "", 0, none, "", null));
    }

    /** Returns what is known about a member after this. */
    ConsumerMember.About updated(ConsumerMember.About known) {
        return new ConsumerMember.About(
                known.instanceId(),
                changes.rackId() == null ? known.rackId() : changes.rackId(),
                sentFrom.clientId(),
                sentFrom.clientHost(),
                changes.rebalanceTimeoutMs() < 0 ? known.rebalanceTimeoutMs() : changes.rebalanceTimeoutMs(),
                changes.topics() == null ? known.topics() : new TreeSet<>(changes.topics()),
                changes.pattern() == null ? known.pattern() : changes.pattern(),
                changes.assignor() == null ? known.assignor() : changes.assignor());
    }

    /**
     * Where a heartbeat came from.
     *
     * @param connectionId names the connection as long as it is open
     * @param clientId what the client calls itself
     * @param clientHost the client's address
     */
    public record Place(String connectionId, String clientId, String clientHost) {}

    /**
     * What a member tells of itself.
     *
     * @param instanceId of a static member
     * @param rackId where it runs
     * @param rebalanceTimeoutMs how long it may take to give partitions up; -1 if unchanged
     * @param topics that it subscribes to by name
     * @param pattern a regular expression (RE2) for further topics; empty to take it back
     * @param assignor by which it would like partitions to be shared out
     */
    public record Changes(
            @Nullable String instanceId,
            @Nullable String rackId,
            int rebalanceTimeoutMs,
            @Nullable Set<String> topics,
            @Nullable String pattern,
            @Nullable String assignor) {}
}
