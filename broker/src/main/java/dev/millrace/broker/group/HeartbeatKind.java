package dev.millrace.broker.group;

import java.util.OptionalLong;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Turn;
import dev.millrace.broker.membership.HeartbeatGroups;

/** A group whose members only send heartbeats: the consumer protocol (KIP-848) or the Streams protocol (KIP-1071). */
record HeartbeatKind(String groupId, HeartbeatGroups groups) implements KnownGroup {
    @Override
    public boolean isEmpty() {
        return groups.isEmpty(groupId);
    }

    @Override
    public OptionalLong emptySinceMs() {
        return OptionalLong.of(groups.sinceMs(groupId));
    }

    @Override
    public Errors mayCommit(CommitRequest request, Turn turn) {
        return groups.mayCommit(
                groupId,
                request.seat().member().memberId(),
                request.seat().generation(),
                request.offsets().stream().map(OffsetToCommit::partition).toList());
    }

    /** A stale epoch is told by the error that transactions have had for old generations. */
    @Override
    public Errors mayCommitInTransaction(CommitRequest request, Turn turn) {
        Errors standing = mayCommit(request, turn);
        return standing == Errors.STALE_MEMBER_EPOCH ? Errors.ILLEGAL_GENERATION : standing;
    }

    @Override
    public Errors mayFetch(String memberId, int memberEpoch) {
        return groups.standing(groupId, memberId, memberEpoch);
    }

    @Override
    public boolean tellsTopics() {
        return true;
    }

    @Override
    public boolean mayRead(String topic) {
        return groups.reads(groupId, topic);
    }

    @Override
    public void delete(Turn turn) {
        groups.delete(groupId, turn);
    }
}
