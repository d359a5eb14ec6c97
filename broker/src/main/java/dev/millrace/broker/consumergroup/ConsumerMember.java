package dev.millrace.broker.consumergroup;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.assignor.PartitionSet;

/**
 * One member of a group of the consumer protocol (KIP-848), as the log knows it.
 *
 * <p>Immutable; a change is a new value, written as a record and taken over when that is replayed.
 *
 * @param id made by the client
 * @param about what it told of itself
 * @param epoch the targets that it has reached; {@link #AWAY} for a static member between two lives
 * @param previousEpoch the one before, which it may still name if an answer was lost
 * @param assigned what it was told to read
 * @param revoking what it was told to give up and has not yet confirmed
 * @param target what it is to read in the end
 */
public record ConsumerMember(
        String id,
        About about,
        int epoch,
        int previousEpoch,
        PartitionSet assigned,
        PartitionSet revoking,
        PartitionSet target) {
    /** The epoch of a static member that left and said that it would come back. */
    public static final int AWAY = -2;

    static ConsumerMember joining(String id, About about) {
        return new ConsumerMember(id, about, 0, 0, PartitionSet.NONE, PartitionSet.NONE, PartitionSet.NONE);
    }

    ConsumerMember withAbout(About newAbout) {
        return new ConsumerMember(id, newAbout, epoch, previousEpoch, assigned, revoking, target);
    }

    ConsumerMember withTarget(PartitionSet newTarget) {
        return new ConsumerMember(id, about, epoch, previousEpoch, assigned, revoking, newTarget);
    }

    /** Returns this member with partitions taken away, which it has yet to confirm. */
    ConsumerMember told(PartitionSet newAssigned, PartitionSet newRevoking) {
        return new ConsumerMember(id, about, epoch, previousEpoch, newAssigned, newRevoking, target);
    }

    /** Returns this member with nothing left to give up, at an epoch of the targets. */
    ConsumerMember reached(int newEpoch, PartitionSet newAssigned) {
        int former = newEpoch == epoch ? previousEpoch : epoch;
        return new ConsumerMember(id, about, newEpoch, former, newAssigned, PartitionSet.NONE, target);
    }

    /** Returns this static member after it has left for a while: it reads nothing, and what it had is kept for it. */
    ConsumerMember away() {
        return new ConsumerMember(id, about, AWAY, epoch, assigned, PartitionSet.NONE, target);
    }

    /** Returns the next life of a static member, with the partitions of the one that went away. */
    ConsumerMember returning(String newId, About newAbout) {
        return new ConsumerMember(newId, newAbout, 0, 0, assigned, PartitionSet.NONE, target);
    }

    boolean isAway() {
        return epoch == AWAY;
    }

    /** Returns whether it has reached its target at an epoch of the targets. */
    boolean isSettled(int targetEpoch) {
        return epoch == targetEpoch && revoking.isEmpty() && assigned.equals(target);
    }

    /**
     * What a member told of itself.
     *
     * @param instanceId of a static member
     * @param rackId where it runs
     * @param clientId what the client calls itself
     * @param clientHost the client's address
     * @param rebalanceTimeoutMs how long it may take to give partitions up
     * @param topics that it subscribes to by name
     * @param pattern a regular expression (RE2) for further topics; empty for none
     * @param assignor by which it would like partitions to be shared out; null if it does not mind
     */
    public record About(
            @Nullable String instanceId,
            @Nullable String rackId,
            String clientId,
            String clientHost,
            int rebalanceTimeoutMs,
            SortedSet<String> topics,
            String pattern,
            @Nullable String assignor) {
        /** Copies the topics. */
        public About {
            topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
        }

        /** Returns whether the targets of the group may depend on the difference to another value. */
        boolean wantsOtherThan(About other) {
            return !topics.equals(other.topics)
                    || !pattern.equals(other.pattern)
                    || !Objects.equals(assignor, other.assignor);
        }
    }
}
