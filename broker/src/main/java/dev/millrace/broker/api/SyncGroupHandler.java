package dev.millrace.broker.api;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupResponseData;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.MemberClaim;
import dev.millrace.broker.group.SeatClaim;
import dev.millrace.broker.group.SyncReply;
import dev.millrace.broker.group.SyncRequest;

/** Translates requests for assignments; the answer waits for the leader's. */
final class SyncGroupHandler implements Handler<SyncGroupRequestData> {
    private final GroupCoordinator groups;

    SyncGroupHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(SyncGroupRequestData request, Call call) {
        Map<String, byte[]> assignments = new HashMap<>();
        request.assignments().forEach(one -> assignments.put(one.memberId(), one.assignment()));
        SyncRequest translated = new SyncRequest(
                request.groupId(),
                new SeatClaim(new MemberClaim(request.memberId(), request.groupInstanceId()), request.generationId()),
                Senders.of(call),
                new SyncRequest.ExpectedProtocol(request.protocolType(), request.protocolName()),
                assignments);
        groups.sync(translated, reply -> call.answer(translate(reply)));
    }

    private static SyncGroupResponseData translate(SyncReply reply) {
        SyncGroupResponseData response =
                new SyncGroupResponseData().setErrorCode(reply.error().code()).setAssignment(reply.assignment());
        if (reply.chosen() != null) {
            response.setProtocolType(reply.chosen().type())
                    .setProtocolName(reply.chosen().name());
        }
        return response;
    }
}
