package dev.millrace.broker.group;

import java.util.OptionalLong;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Turn;

/** A group whose members speak the classic protocol, or that never had members and only keeps offsets. */
record ClassicKind(Group group) implements KnownGroup {
    @Override
    public boolean isEmpty() {
        return group.isEmpty();
    }

    @Override
    public OptionalLong emptySinceMs() {
        return group.protocolType() == null ? OptionalLong.empty() : OptionalLong.of(group.emptySinceMs());
    }

    @Override
    public Errors mayCommit(CommitRequest request, Turn turn) {
        Errors standing = mayCommitInTransaction(request, turn);
        return standing == Errors.NONE ? group.state().commit() : standing;
    }

    @Override
    public Errors mayCommitInTransaction(CommitRequest request, Turn turn) {
        Errors standing = Standing.of(group, request.seat());
        if (standing == Errors.NONE) {
            group.members().heardOf(request.seat().member(), request.sender(), turn);
        }
        return standing;
    }

    /** Members of the classic protocol have no epochs, and whoever asks is told. */
    @Override
    public Errors mayFetch(String memberId, int memberEpoch) {
        return Errors.NONE;
    }

    @Override
    public boolean tellsTopics() {
        return SubscribedTopics.CONSUMER.equals(group.protocolType());
    }

    /** While a rebalance is under way nobody knows, and then every topic counts as read. */
    @Override
    public boolean mayRead(String topic) {
        return SubscribedTopics.of(group).map(topics -> topics.contains(topic)).orElse(true);
    }

    @Override
    public void delete(Turn turn) {
        turn.write(GroupRecords.groupGone(group.id()));
    }
}
