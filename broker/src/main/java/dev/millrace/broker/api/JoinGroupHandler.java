package dev.millrace.broker.api;

import java.util.List;

import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.JoinGroupResponseData.JoinGroupResponseMember;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.JoinReply;
import dev.millrace.broker.group.JoinRequest;
import dev.millrace.broker.group.MemberClaim;
import dev.millrace.broker.group.MemberTimeouts;
import dev.millrace.broker.group.Offer;
import dev.millrace.broker.group.Protocol;

/** Translates joins for the group coordinator; the answer may take as long as the rebalance. */
final class JoinGroupHandler implements Handler<JoinGroupRequestData> {
    private static final short REBALANCE_TIMEOUTS = 1;
    private static final short MEMBER_ID_FIRST = 4;
    private static final short NULL_PROTOCOL = 7;
    private static final short SKIP_ASSIGNMENT = 9;

    private final GroupCoordinator groups;

    JoinGroupHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(JoinGroupRequestData request, Call call) {
        groups.join(translate(request, call), reply -> call.answer(translate(reply, call.version())));
    }

    private static JoinRequest translate(JoinGroupRequestData request, Call call) {
        short version = call.version();
        List<Protocol> protocols = request.protocols().stream()
                .map(protocol -> new Protocol(protocol.name(), protocol.metadata()))
                .toList();
        int rebalanceMs = version >= REBALANCE_TIMEOUTS ? request.rebalanceTimeoutMs() : request.sessionTimeoutMs();
        return new JoinRequest(
                request.groupId(),
                new MemberClaim(request.memberId(), request.groupInstanceId()),
                Senders.of(call),
                new MemberTimeouts(request.sessionTimeoutMs(), rebalanceMs),
                new Offer(request.protocolType(), protocols),
                new JoinRequest.Dialect(version >= MEMBER_ID_FIRST, version >= SKIP_ASSIGNMENT));
    }

    private static JoinGroupResponseData translate(JoinReply reply, short version) {
        JoinGroupResponseData response = new JoinGroupResponseData()
                .setErrorCode(reply.error().code())
                .setGenerationId(reply.generation())
                .setLeader(reply.leaderId())
                .setMemberId(reply.memberId())
                .setProtocolName(version >= NULL_PROTOCOL ? null : "");
        if (reply.chosen() != null) {
            response.setProtocolType(reply.chosen().type())
                    .setProtocolName(reply.chosen().name());
        }
        if (reply.error() == Errors.NONE && reply.roster().skipAssignment()) {
            response.setSkipAssignment(true);
        }
        reply.roster().members().forEach(member -> response.members()
                .add(new JoinGroupResponseMember()
                        .setMemberId(member.memberId())
                        .setGroupInstanceId(member.instanceId())
                        .setMetadata(member.metadata())));
        return response;
    }
}
