package dev.millrace.broker.group;

import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Turn;

/** Nobody is a member; there may be committed offsets and ids given out. Confined to the event-loop thread. */
final class EmptyGroup implements GroupState {
    private final Group group;

    EmptyGroup(Group group) {
        this.group = group;
    }

    @Override
    public String title() {
        return "Empty";
    }

    @Override
    public void membersChanged(Turn turn) {
        if (!group.members().isEmpty()) {
            group.rebalance(group.settings().settlingDelayMs(), turn);
        }
    }

    @Override
    public void rejoin(Member member, JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        throw new IllegalStateException("an empty group has no member " + member.id());
    }

    @Override
    public void returned(Member member, ReturnedMember how, Consumer<JoinReply> to, Turn turn) {
        throw new IllegalStateException("an empty group has no member " + member.id());
    }

    @Override
    public void sync(Member member, SyncRequest request, Consumer<SyncReply> to, Turn turn) {
        throw new IllegalStateException("an empty group has no member " + member.id());
    }

    @Override
    public Errors heartbeat() {
        return Errors.UNKNOWN_MEMBER_ID;
    }

    @Override
    public Errors commit() {
        return Errors.NONE;
    }

    @Override
    public void end() {
        // An empty group has no clock.
    }
}
