package dev.millrace.broker.api;

import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.HeartbeatResponseData;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.HeartbeatRequest;
import dev.millrace.broker.group.MemberClaim;
import dev.millrace.broker.group.SeatClaim;

/** Passes signs of life on. */
final class HeartbeatHandler implements Handler<HeartbeatRequestData> {
    private final GroupCoordinator groups;

    HeartbeatHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(HeartbeatRequestData request, Call call) {
        MemberClaim member = new MemberClaim(request.memberId(), request.groupInstanceId());
        SeatClaim seat = new SeatClaim(member, request.generationId());
        groups.heartbeat(
                new HeartbeatRequest(request.groupId(), seat, Senders.of(call)),
                error -> call.answer(new HeartbeatResponseData().setErrorCode(error.code())));
    }
}
