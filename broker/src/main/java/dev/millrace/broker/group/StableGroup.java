package dev.millrace.broker.group;

import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Turn;

/** Every member has, or can fetch, its assignment. Confined to the event-loop thread. */
final class StableGroup implements GroupState {
    private final Group group;

    StableGroup(Group group) {
        this.group = group;
    }

    @Override
    public String title() {
        return "Stable";
    }

    @Override
    public void membersChanged(Turn turn) {
        group.rebalance(0, turn);
    }

    @Override
    public void rejoin(Member member, JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        boolean same = Protocol.same(member.protocols(), request.offer().protocols());
        member.update(member.id(), request);
        if (same && !group.isLeader(member)) {
            member.renewSession(turn.nowMs());
            turn.reply(to, group.joined(member), error -> JoinReply.refused(error, member.id()));
            return;
        }
        member.parkJoin(to, turn);
        group.rebalance(0, turn);
    }

    @Override
    public void returned(Member member, ReturnedMember how, Consumer<JoinReply> to, Turn turn) {
        if (how.changed()) {
            member.parkJoin(to, turn);
            group.rebalance(0, turn);
            return;
        }
        member.renewSession(turn.nowMs());
        group.keep(turn);
        turn.reply(to, group.welcomedBack(member, how), error -> JoinReply.refused(error, member.id()));
    }

    @Override
    public void sync(Member member, SyncRequest request, Consumer<SyncReply> to, Turn turn) {
        turn.reply(to, group.assigned(member, member.assignment()), SyncReply::refused);
    }

    @Override
    public Errors heartbeat() {
        return Errors.NONE;
    }

    @Override
    public Errors commit() {
        return Errors.NONE;
    }

    @Override
    public void end() {
        // A stable group has no clock of its own; its members have.
    }
}
