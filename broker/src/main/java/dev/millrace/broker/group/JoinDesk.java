package dev.millrace.broker.group;

import java.util.UUID;
import java.util.function.Consumer;

import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.coordinator.Timer;
import dev.millrace.broker.coordinator.Turn;

/**
 * Decides who may join a group: newcomers, holders of a fresh id, known members, and static members that come back.
 *
 * <p>Confined to the event-loop thread.
 */
final class JoinDesk {
    private final Group group;
    private final JoinRequest request;
    private final Consumer<JoinReply> to;
    private final Turn turn;

    JoinDesk(Group group, JoinRequest request, Consumer<JoinReply> to, Turn turn) {
        this.group = group;
        this.request = request;
        this.to = to;
        this.turn = turn;
    }

    void decide() {
        if (!group.accepts(request.offer())) {
            refuse(Errors.INCONSISTENT_GROUP_PROTOCOL);
        } else if (!request.member().memberId().isEmpty()) {
            known();
        } else if (request.member().instanceId() != null) {
            unknownInstance(request.member().instanceId());
        } else {
            newcomer();
        }
    }

    private void newcomer() {
        if (isFull()) {
            refuse(Errors.GROUP_MAX_SIZE_REACHED);
        } else if (request.dialect().memberIdFirst()) {
            giveId();
        } else {
            group.admit(new MemberClaim(newId(), null), request, to, turn);
        }
    }

    private void giveId() {
        String id = newId();
        long untilMs = turn.nowMs() + request.timeouts().sessionMs();
        Timer expiry = group.timers().at(untilMs, later -> notTaken(id, later));
        group.members().addPending(id, request.sender().connectionId(), expiry);
        JoinReply reply = JoinReply.refused(Errors.MEMBER_ID_REQUIRED, id);
        turn.reply(to, reply, error -> JoinReply.refused(error, ""));
    }

    private void notTaken(String id, Turn later) {
        if (group.members().removePending(id)) {
            group.state().membersChanged(later);
        }
    }

    private void unknownInstance(String instanceId) {
        Member former = group.members().ofInstance(instanceId);
        if (former != null) {
            group.replace(former, newId(), request, to, turn);
        } else if (isFull()) {
            refuse(Errors.GROUP_MAX_SIZE_REACHED);
        } else {
            group.admit(new MemberClaim(newId(), instanceId), request, to, turn);
        }
    }

    private void known() {
        MemberClaim claim = request.member();
        if (group.members().removePending(claim.memberId())) {
            group.admit(new MemberClaim(claim.memberId(), claim.instanceId()), request, to, turn);
            return;
        }
        Errors standing = Standing.of(group, claim);
        Member member = group.members().get(claim.memberId());
        if (standing != Errors.NONE || member == null) {
            refuse(standing);
        } else {
            group.state().rejoin(member, request, to, turn);
        }
    }

    private boolean isFull() {
        return group.members().sizeWithPending() >= group.settings().maxMembers();
    }

    private String newId() {
        String prefix = request.member().instanceId();
        return (prefix == null ? request.sender().clientId() : prefix) + "-" + UUID.randomUUID();
    }

    private void refuse(Errors error) {
        String memberId = request.member().memberId();
        turn.reply(to, JoinReply.refused(error, memberId), other -> JoinReply.refused(other, memberId));
    }
}
