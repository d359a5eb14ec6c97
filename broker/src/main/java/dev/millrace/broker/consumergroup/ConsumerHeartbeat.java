package dev.millrace.broker.consumergroup;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.membership.Origin;

/**
 * What a member says in a heartbeat. Whatever may be null means "as before".
 *
 * <p>Immutable.
 *
 * @param groupId which group
 * @param memberId made by the client
 * @param memberEpoch the epoch it was told last, or 0 to join, -1 to leave, -2 to leave and come back
 * @param from where the request came from
 * @param changes what has changed about it
 * @param owned what it reads right now
 */
public record ConsumerHeartbeat(
        String groupId, String memberId, int memberEpoch, Origin from, Changes changes, @Nullable PartitionSet owned) {
    /** Says instead of an epoch that a member comes, or begins anew. */
    public static final int JOIN = 0;

    /** Says instead of an epoch that a member goes and does not come back. */
    public static final int LEAVE = -1;

    /** Returns whether the member tells everything, and so should be told everything too. */
    boolean isFull() {
        return changes.rebalanceTimeoutMs() >= 0
                && (changes.topics() != null || changes.pattern() != null)
                && owned != null;
    }

    /** Returns what a newcomer is known by. */
    ConsumerMember.About introduced() {
        SortedSet<String> none = new TreeSet<>();
        return updated(new ConsumerMember.About(changes.instanceId(), null, "", "", 0, none, "", null));
    }

    /** Returns what a member is known by from now on. */
    ConsumerMember.About updated(ConsumerMember.About known) {
        return new ConsumerMember.About(
                known.instanceId(),
                changes.rackId() == null ? known.rackId() : changes.rackId(),
                from.clientId(),
                from.clientHost(),
                changes.rebalanceTimeoutMs() < 0 ? known.rebalanceTimeoutMs() : changes.rebalanceTimeoutMs(),
                changes.topics() == null ? known.topics() : new TreeSet<>(changes.topics()),
                changes.pattern() == null ? known.pattern() : changes.pattern(),
                changes.assignor() == null ? known.assignor() : changes.assignor());
    }

    /**
     * News of a member.
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
