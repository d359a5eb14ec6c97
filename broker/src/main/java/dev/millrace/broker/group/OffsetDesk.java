package dev.millrace.broker.group;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.ShardRecord;
import dev.millrace.broker.coordinator.TransactionWriter;
import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.settings.OffsetSettings;

/**
 * The committed offsets of all groups: who may commit, what is pending in transactions, what is deleted or expires.
 *
 * <p>Confined to the event-loop thread.
 */
final class OffsetDesk {
    private final OffsetSettings settings;
    private final Function<String, @Nullable KnownGroup> groups;
    private final CommittedOffsets offsets = new CommittedOffsets();
    private final PendingOffsets pending = new PendingOffsets();

    /**
     * Begins without offsets.
     *
     * @param groups finds a group by its id; null for one that nobody knows
     */
    OffsetDesk(OffsetSettings settings, Function<String, @Nullable KnownGroup> groups) {
        this.settings = settings;
        this.groups = groups;
    }

    /** Returns how many offsets are committed. */
    int count() {
        return offsets.size();
    }

    /** Remembers offsets; the reply comes when they are durable and is one for all of them. */
    void commit(CommitRequest request, Consumer<Errors> to, Turn turn) {
        write(request, mayCommit(request, turn), to, turn);
    }

    /** Remembers offsets that count when the transaction of a producer is committed. */
    void commitInTransaction(CommitRequest request, TransactionWriter producer, Consumer<Errors> to, Turn turn) {
        Errors standing = mayCommitInTransaction(request, turn);
        if (standing == Errors.NONE) {
            turn.writeInTransaction(producer);
        }
        write(request, standing, to, turn);
    }

    private static void write(CommitRequest request, Errors standing, Consumer<Errors> to, Turn turn) {
        if (standing == Errors.NONE) {
            for (OffsetToCommit offset : request.offsets()) {
                turn.write(record(request, offset, turn.nowMs()));
            }
        }
        turn.reply(to, standing, Function.identity());
    }

    private static ShardRecord record(CommitRequest request, OffsetToCommit offset, long nowMs) {
        long expireMs = request.retentionMs() < 0 ? CommittedOffset.NO_EXPIRY : nowMs + request.retentionMs();
        var committed = new CommittedOffset(offset.offset(), offset.leaderEpoch(), offset.metadata(), nowMs, expireMs);
        return GroupRecords.offset(request.groupId(), offset.partition(), committed);
    }

    private Errors mayCommit(CommitRequest request, Turn turn) {
        KnownGroup group = groups.apply(request.groupId());
        boolean withoutMembership = request.seat().generation() < 0;
        if (withoutMembership && (group == null || group.isEmpty())) {
            return Errors.NONE;
        }
        if (group == null) {
            return Errors.ILLEGAL_GENERATION;
        }
        return withoutMembership ? Errors.UNKNOWN_MEMBER_ID : group.mayCommit(request, turn);
    }

    private Errors mayCommitInTransaction(CommitRequest request, Turn turn) {
        MemberClaim claim = request.seat().member();
        boolean claimsMembership =
                request.seat().generation() >= 0 || !claim.memberId().isEmpty() || claim.instanceId() != null;
        if (!claimsMembership) {
            // Before version 3 nobody could say; the transaction's producer is fenced instead.
            return request.groupId().isEmpty() ? Errors.INVALID_GROUP_ID : Errors.NONE;
        }
        KnownGroup group = groups.apply(request.groupId());
        return group == null ? Errors.ILLEGAL_GENERATION : group.mayCommitInTransaction(request, turn);
    }

    /** Writes tombstones for the offsets of a topic. */
    void topicDeleted(String topic, Turn turn) {
        for (String groupId : List.copyOf(offsets.groupIds())) {
            for (TopicPartition partition : offsets.ofGroup(groupId).keySet()) {
                if (partition.topic().equals(topic)) {
                    turn.write(GroupRecords.offsetGone(groupId, partition));
                }
            }
        }
    }

    /** Writes tombstones for all offsets of a group. */
    void groupDeleted(String groupId, Turn turn) {
        offsets.ofGroup(groupId).keySet().forEach(p -> turn.write(GroupRecords.offsetGone(groupId, p)));
    }

    /** Writes tombstones for offsets of topics that no member reads. */
    void delete(String groupId, Collection<TopicPartition> partitions, Consumer<OffsetDeletion> to, Turn turn) {
        KnownGroup group = groups.apply(groupId);
        Errors error = group == null ? Errors.GROUP_ID_NOT_FOUND : mayLoseOffsets(group);
        if (error != Errors.NONE || group == null) {
            turn.reply(to, OffsetDeletion.refused(error), OffsetDeletion::refused);
            return;
        }
        Set<String> stay = new HashSet<>();
        for (TopicPartition partition : partitions) {
            if (!group.isEmpty() && group.mayRead(partition.topic())) {
                stay.add(partition.topic());
            } else if (offsets.get(groupId, partition) != null) {
                turn.write(GroupRecords.offsetGone(groupId, partition));
            }
        }
        turn.reply(to, new OffsetDeletion(Errors.NONE, stay), OffsetDeletion::refused);
    }

    private static Errors mayLoseOffsets(KnownGroup group) {
        return group.isEmpty() || group.tellsTopics() ? Errors.NONE : Errors.NON_EMPTY_GROUP;
    }

    /**
     * Writes tombstones for what has outlived its use.
     *
     * @param most records of a turn
     * @return whether there may be more
     */
    boolean expire(int most, Turn turn) {
        OffsetExpiry expiry = new OffsetExpiry(settings, turn.nowMs());
        for (String groupId : List.copyOf(offsets.groupIds())) {
            KnownGroup group = groups.apply(groupId);
            offsets.ofGroup(groupId).forEach((partition, offset) -> {
                if (turn.records().size() < most && expiry.isOver(group, partition, offset)) {
                    turn.write(GroupRecords.offsetGone(groupId, partition));
                }
            });
        }
        return turn.records().size() >= most;
    }

    /** Returns whether a group has committed anything, or may have when a transaction ends. */
    boolean hasAny(String groupId) {
        return offsets.has(groupId) || pending.hasAny(groupId);
    }

    /** Returns what a group has committed for a partition, null if nothing. */
    @Nullable
    CommittedOffset committed(String groupId, TopicPartition partition) {
        return offsets.get(groupId, partition);
    }

    /** Returns everything a group has committed, in no order. */
    Map<TopicPartition, CommittedOffset> committed(String groupId) {
        return offsets.ofGroup(groupId);
    }

    /** Returns whether an offset of a group waits for the end of a transaction. */
    boolean isPending(String groupId, TopicPartition partition) {
        return pending.isPending(groupId, partition);
    }

    /** Applies the record of an offset. */
    void replay(String groupId, TopicPartition partition, CommittedOffset offset) {
        offsets.put(groupId, partition, offset);
        pending.supersede(groupId, partition);
    }

    /** Applies the tombstone of an offset. */
    void forget(String groupId, TopicPartition partition) {
        offsets.remove(groupId, partition);
        pending.supersede(groupId, partition);
    }

    /** Applies the record of an offset in a transaction. */
    void replayPending(long producerId, String groupId, TopicPartition partition, CommittedOffset offset) {
        pending.put(producerId, groupId, partition, offset);
    }

    /**
     * Lets the offsets of a transaction count, or forgets them.
     *
     * @param taken told the group and time of each offset that counts from now on
     */
    void transactionEnded(long producerId, boolean committed, BiConsumer<String, Long> taken) {
        pending.end(producerId, committed, (groupId, partition, offset) -> {
            offsets.put(groupId, partition, offset);
            taken.accept(groupId, offset.commitMs());
        });
    }
}
