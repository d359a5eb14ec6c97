package dev.millrace.broker.group;

import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Timer;
import dev.millrace.broker.coordinator.Turn;

/**
 * A generation has begun; its leader is working out the assignment, the others wait for it.
 *
 * <p>Confined to the event-loop thread.
 */
final class CompletingRebalance implements GroupState {
    private final Group group;
    private final Timer deadline;

    CompletingRebalance(Group group, Turn turn) {
        this.group = group;
        this.deadline =
                group.timers().at(turn.nowMs() + group.members().longestRebalanceTimeoutMs(), this::leaderIsLate);
    }

    private void leaderIsLate(Turn turn) {
        for (Member member : List.copyOf(group.members().all())) {
            if (!member.isSyncing()) {
                group.remove(member, Errors.UNKNOWN_MEMBER_ID, turn);
            }
        }
        group.rebalance(0, turn);
    }

    @Override
    public String title() {
        return "CompletingRebalance";
    }

    @Override
    public void membersChanged(Turn turn) {
        group.rebalance(0, turn);
    }

    @Override
    public void rejoin(Member member, JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        if (Protocol.same(member.protocols(), request.offer().protocols())) {
            // The answer to its first join got lost on the way.
            member.update(member.id(), request);
            member.renewSession(turn.nowMs());
            turn.reply(to, group.joined(member), error -> JoinReply.refused(error, member.id()));
            return;
        }
        member.update(member.id(), request);
        member.parkJoin(to, turn);
        group.rebalance(0, turn);
    }

    @Override
    public void returned(Member member, ReturnedMember how, Consumer<JoinReply> to, Turn turn) {
        member.parkJoin(to, turn);
        group.rebalance(0, turn);
    }

    @Override
    public void sync(Member member, SyncRequest request, Consumer<SyncReply> to, Turn turn) {
        member.parkSync(to, turn);
        if (group.isLeader(member)) {
            group.completeGeneration(request.assignments(), turn);
        }
    }

    @Override
    public Errors heartbeat() {
        return Errors.NONE;
    }

    @Override
    public Errors commit() {
        return Errors.REBALANCE_IN_PROGRESS;
    }

    @Override
    public void end() {
        deadline.stop();
    }
}
