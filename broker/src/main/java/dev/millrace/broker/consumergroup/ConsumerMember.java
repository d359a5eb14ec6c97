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
 * <p>Immutable. To change it means to write a record of a new value, which takes effect in the replay.
 *
 * @param id made by the client
 * @param about what it told of itself
 * @param epoch the targets that it has reached; {@link #AWAY} for a static member between two lives
 * @param previousEpoch its last epoch but one, good as long as the answer with the newest may be lost
 * @param held what it was told to read, and since which epoch
 * @param revoking what it has to give up, until it says that it did
 * @param target what it is to read in the end
 */
public record ConsumerMember(
        String id,
        About about,
        int epoch,
        int previousEpoch,
        HeldPartitions held,
        PartitionSet revoking,
        PartitionSet target) {
    /** Stands in place of an epoch while a static member is away. */
    public static final int AWAY = -2;

    static ConsumerMember joining(String id, About about) {
        return new ConsumerMember(id, about, 0, 0, HeldPartitions.NONE, PartitionSet.NONE, PartitionSet.NONE);
    }

    ConsumerMember withAbout(About newAbout) {
        return new ConsumerMember(id, newAbout, epoch, previousEpoch, held, revoking, target);
    }

    ConsumerMember withTarget(PartitionSet newTarget) {
        return new ConsumerMember(id, about, epoch, previousEpoch, held, revoking, newTarget);
    }

    /** Returns this member with partitions taken away, which it has yet to confirm. */
    ConsumerMember told(PartitionSet newAssigned, PartitionSet newRevoking) {
        return new ConsumerMember(id, about, epoch, previousEpoch, held.now(newAssigned, epoch), newRevoking, target);
    }

    /** Returns this member with nothing left to give up, at an epoch of the targets. */
    ConsumerMember reached(int newEpoch, PartitionSet newAssigned) {
        int former = newEpoch == epoch ? previousEpoch : epoch;
        HeldPartitions now = held.now(newAssigned, newEpoch);
        return new ConsumerMember(id, about, newEpoch, former, now, PartitionSet.NONE, target);
    }

    /** Returns this static member after it has left for a while: it reads nothing, and what it had is kept for it. */
    ConsumerMember away() {
        return new ConsumerMember(id, about, AWAY, epoch, held, PartitionSet.NONE, target);
    }

    /** Returns the next life of a static member, with the partitions of the one that went away. */
    ConsumerMember returning(String newId, About newAbout) {
        return new ConsumerMember(newId, newAbout, 0, 0, held, PartitionSet.NONE, target);
    }

    /** Returns what it was told to read. */
    public PartitionSet assigned() {
        return held.partitions();
    }

    boolean isAway() {
        return epoch == AWAY;
    }

    /** Returns whether it has reached its target at an epoch of the targets. */
    boolean isSettled(int targetEpoch) {
        return epoch == targetEpoch && revoking.isEmpty() && assigned().equals(target);
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
