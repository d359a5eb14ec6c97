package dev.millrace.broker.api;

import java.util.List;

import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupResponseData.MemberResponse;

import dev.millrace.broker.group.Departure;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.MemberClaim;

/** Lets members leave: one in old versions, any number from version 3 on. */
final class LeaveGroupHandler implements Handler<LeaveGroupRequestData> {
    private static final short MANY_MEMBERS = 3;

    private final GroupCoordinator groups;

    LeaveGroupHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(LeaveGroupRequestData request, Call call) {
        boolean many = call.version() >= MANY_MEMBERS;
        List<MemberClaim> leaving = many
                ? request.members().stream()
                        .map(member -> new MemberClaim(member.memberId(), member.groupInstanceId()))
                        .toList()
                : List.of(new MemberClaim(request.memberId(), null));
        groups.leave(request.groupId(), leaving, departures -> call.answer(many ? many(departures) : one(departures)));
    }

    private static LeaveGroupResponseData one(List<Departure> departures) {
        return new LeaveGroupResponseData()
                .setErrorCode(departures.get(0).error().code());
    }

    private static LeaveGroupResponseData many(List<Departure> departures) {
        LeaveGroupResponseData response = new LeaveGroupResponseData();
        departures.forEach(departure -> response.members()
                .add(new MemberResponse()
                        .setMemberId(departure.member().memberId())
                        .setGroupInstanceId(departure.member().instanceId())
                        .setErrorCode(departure.error().code())));
        return response;
    }
}
