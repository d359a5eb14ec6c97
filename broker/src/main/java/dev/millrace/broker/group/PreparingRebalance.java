package dev.millrace.broker.group;

import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Timer;
import dev.millrace.broker.coordinator.Turn;

/**
 * Members are called together: their joins wait here until all are in or the time is over.
 *
 * <p>Confined to the event-loop thread.
 */
final class PreparingRebalance implements GroupState {
    private final Group group;
    private final long settledMs;
    private final Timer settling;
    private final Timer deadline;

    /**
     * Begins to wait.
     *
     * @param settlingMs shortest time to wait for members nobody knows of yet
     */
    PreparingRebalance(Group group, int settlingMs, Turn turn) {
        this.group = group;
        this.settledMs = turn.nowMs() + settlingMs;
        this.settling = group.timers().at(settledMs, this::membersChanged);
        this.deadline = group.timers().at(patienceMs(turn), this::conclude);
    }

    private long patienceMs(Turn turn) {
        return Math.max(settledMs, turn.nowMs() + group.members().longestRebalanceTimeoutMs());
    }

    @Override
    public String title() {
        return "PreparingRebalance";
    }

    @Override
    public void membersChanged(Turn turn) {
        if (turn.nowMs() < settledMs && !group.members().isEmpty()) {
            return;
        }
        if (group.members().allJoining()) {
            group.beginGeneration(turn);
        }
    }

    private void conclude(Turn turn) {
        for (Member absent : group.members().absentFromJoin()) {
            if (!absent.isStatic()) {
                group.remove(absent, Errors.UNKNOWN_MEMBER_ID, turn);
            }
        }
        if (group.members().isEmpty() || group.members().all().stream().anyMatch(Member::isJoining)) {
            group.beginGeneration(turn);
        } else {
            deadline.moveTo(patienceMs(turn));
        }
    }

    @Override
    public void rejoin(Member member, JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        member.update(member.id(), request);
        member.parkJoin(to, turn);
        membersChanged(turn);
    }

    @Override
    public void returned(Member member, ReturnedMember how, Consumer<JoinReply> to, Turn turn) {
        member.parkJoin(to, turn);
        membersChanged(turn);
    }

    @Override
    public void sync(Member member, SyncRequest request, Consumer<SyncReply> to, Turn turn) {
        turn.reply(to, SyncReply.refused(Errors.REBALANCE_IN_PROGRESS), SyncReply::refused);
    }

    @Override
    public Errors heartbeat() {
        return Errors.REBALANCE_IN_PROGRESS;
    }

    @Override
    public Errors commit() {
        return Errors.NONE;
    }

    @Override
    public void end() {
        settling.stop();
        deadline.stop();
    }
}
