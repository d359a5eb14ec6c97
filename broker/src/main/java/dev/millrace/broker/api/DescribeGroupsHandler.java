package dev.millrace.broker.api;

import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroupMember;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.GroupView;

/** Describes groups and their members. A group that nobody knows is dead, and an error since version 6 (KIP-1043). */
final class DescribeGroupsHandler implements Handler<DescribeGroupsRequestData> {
    private static final short OPERATIONS = 3;
    private static final short NOT_FOUND_IS_AN_ERROR = 6;

    private final GroupCoordinator groups;

    DescribeGroupsHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(DescribeGroupsRequestData request, Call call) {
        DescribeGroupsResponseData response = new DescribeGroupsResponseData();
        boolean operations = call.version() >= OPERATIONS && request.includeAuthorizedOperations();
        for (String groupId : request.groups()) {
            GroupView view = groups.group(groupId);
            DescribedGroup described = view == null ? absent(groupId, call.version()) : describe(view);
            if (operations && view != null) {
                described.setAuthorizedOperations(AuthorizedOperations.ON_GROUP);
            }
            response.groups().add(described);
        }
        call.answer(response);
    }

    private DescribedGroup absent(String groupId, short version) {
        DescribedGroup dead = new DescribedGroup().setGroupId(groupId).setGroupState("Dead");
        if (version >= NOT_FOUND_IS_AN_ERROR) {
            dead.setErrorCode(Errors.GROUP_ID_NOT_FOUND.code())
                    .setErrorMessage("Group " + groupId
                            + (speaksAnotherProtocol(groupId) ? " is not a classic group." : " not found."));
        }
        return dead;
    }

    private boolean speaksAnotherProtocol(String groupId) {
        return groups.consumerGroup(groupId) != null || groups.streamsGroup(groupId) != null;
    }

    private static DescribedGroup describe(GroupView view) {
        DescribedGroup described = new DescribedGroup()
                .setGroupId(view.groupId())
                .setGroupState(view.state())
                .setProtocolType(view.protocolType())
                .setProtocolData(view.protocolName());
        view.members().forEach(member -> described
                .members()
                .add(new DescribedGroupMember()
                        .setMemberId(member.memberId())
                        .setGroupInstanceId(member.instanceId())
                        .setClientId(member.sender().clientId())
                        .setClientHost(member.sender().clientHost())
                        .setMemberMetadata(member.metadata())
                        .setMemberAssignment(member.assignment())));
        return described;
    }
}
