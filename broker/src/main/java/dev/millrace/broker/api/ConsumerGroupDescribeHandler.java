package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData.Assignment;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData.DescribedGroup;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData.TopicPartitions;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.assignor.PartitionSet;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.consumergroup.ConsumerGroupView;
import dev.millrace.broker.consumergroup.ConsumerMember;
import dev.millrace.broker.group.GroupCoordinator;

/** Describes groups of the consumer protocol (KIP-848) and their members. */
final class ConsumerGroupDescribeHandler implements Handler<ConsumerGroupDescribeRequestData> {
    private static final short TELLS_TYPES = 1;
    private static final byte SPEAKS_CONSUMER_PROTOCOL = 1;

    private final GroupCoordinator groups;
    private final TopicCatalog catalog;

    ConsumerGroupDescribeHandler(GroupCoordinator groups, TopicCatalog catalog) {
        this.groups = groups;
        this.catalog = catalog;
    }

    @Override
    public void handle(ConsumerGroupDescribeRequestData request, Call call) {
        ConsumerGroupDescribeResponseData response = new ConsumerGroupDescribeResponseData();
        for (String groupId : request.groupIds()) {
            ConsumerGroupView view = groups.consumerGroup(groupId);
            DescribedGroup described = view == null ? absent(groupId) : describe(view, call.version());
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
                .setErrorMessage("There is no consumer group " + groupId + ".");
    }

    private DescribedGroup describe(ConsumerGroupView view, short version) {
        return new DescribedGroup()
                .setGroupId(view.groupId())
                .setGroupState(view.state())
                .setGroupEpoch(view.epoch())
                .setAssignmentEpoch(view.targetEpoch())
                .setAssignorName(view.assignor())
                .setMembers(view.members().stream()
                        .map(member -> describe(member, version))
                        .toList());
    }

    private ConsumerGroupDescribeResponseData.Member describe(ConsumerMember member, short version) {
        ConsumerMember.About about = member.about();
        var described = new ConsumerGroupDescribeResponseData.Member()
                .setMemberId(member.id())
                .setMemberEpoch(member.epoch())
                .setInstanceId(about.instanceId())
                .setRackId(about.rackId())
                .setClientId(about.clientId())
                .setClientHost(about.clientHost())
                .setSubscribedTopicNames(List.copyOf(about.topics()))
                .setSubscribedTopicRegex(about.pattern())
                .setAssignment(describe(member.assigned().and(member.revoking())))
                .setTargetAssignment(describe(member.target()));
        return version >= TELLS_TYPES ? described.setMemberType(SPEAKS_CONSUMER_PROTOCOL) : described;
    }

    private Assignment describe(PartitionSet partitions) {
        List<TopicPartitions> topics = new ArrayList<>();
        partitions.byTopic().forEach((id, numbers) -> catalog.topic(id)
                .ifPresent(topic -> topics.add(new TopicPartitions()
                        .setTopicId(id)
                        .setTopicName(topic.name())
                        .setPartitions(List.copyOf(numbers)))));
        return new Assignment().setTopicPartitions(topics);
    }
}
