package dev.millrace.broker.api;

import java.util.Map;

import org.apache.kafka.common.message.StreamsGroupDescribeRequestData;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData.DescribedGroup;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.streamsgroup.StreamsGroupView;
import dev.millrace.broker.streamsgroup.StreamsMember;

/** Describes groups of the Streams protocol (KIP-1071): topology, members, and who is to do what. */
final class StreamsGroupDescribeHandler implements Handler<StreamsGroupDescribeRequestData> {
    private final GroupCoordinator groups;

    StreamsGroupDescribeHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(StreamsGroupDescribeRequestData request, Call call) {
        StreamsGroupDescribeResponseData response = new StreamsGroupDescribeResponseData();
        for (String groupId : request.groupIds()) {
            StreamsGroupView view = groups.streamsGroup(groupId);
            DescribedGroup described = view == null ? absent(groupId) : describe(view);
            if (request.includeAuthorizedOperations() && view != null) {
                described.setAuthorizedOperations(AuthorizedOperations.ON_GROUP);
            }
            response.groups().add(described);
        }
        call.answer(response);
    }

    private static DescribedGroup absent(String groupId) {
        return new DescribedGroup()
                .setGroupId(groupId)
                .setErrorCode(Errors.GROUP_ID_NOT_FOUND.code())
                .setErrorMessage("There is no streams group " + groupId + ".");
    }

    private static DescribedGroup describe(StreamsGroupView view) {
        return new DescribedGroup()
                .setGroupId(view.groupId())
                .setGroupState(view.state())
                .setGroupEpoch(view.epoch())
                .setAssignmentEpoch(view.targetEpoch())
                .setTopology(view.topology() == null ? null : StreamsTopologies.describe(view.topology()))
                .setMembers(view.members().stream()
                        .map(StreamsGroupDescribeHandler::describe)
                        .toList());
    }

    private static StreamsGroupDescribeResponseData.Member describe(StreamsMember member) {
        StreamsMember.About about = member.about();
        Map<String, String> tags = about.tags();
        var described = new StreamsGroupDescribeResponseData.Member()
                .setMemberId(member.id())
                .setMemberEpoch(member.epoch())
                .setInstanceId(about.instanceId())
                .setRackId(about.rackId())
                .setClientId(about.clientId())
                .setClientHost(about.clientHost())
                .setTopologyEpoch(about.topologyEpoch())
                .setProcessId(about.processId())
                .setClientTags(StreamsTopologies.describe(tags))
                .setAssignment(StreamsTasks.inDescription(member.assigned()))
                .setTargetAssignment(StreamsTasks.inDescription(member.target()));
        if (about.endpoint() != null) {
            described.setUserEndpoint(new StreamsGroupDescribeResponseData.Endpoint()
                    .setHost(about.endpoint().host())
                    .setPort(about.endpoint().port()));
        }
        return described;
    }
}
