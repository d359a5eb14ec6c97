package dev.millrace.broker.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupDescribeRequestData;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.resource.ResourcePattern;

import dev.millrace.broker.security.CallerRights;

/** Gates before the newer groups, whose members tell the broker which topics they want. Without state. */
final class MemberGates {
    private static final short REFUSED = Errors.GROUP_AUTHORIZATION_FAILED.code();
    private static final short TOPIC_REFUSED = Errors.TOPIC_AUTHORIZATION_FAILED.code();
    private static final String UNSEEN =
            "The group has described topic(s) that the client is not authorized to describe.";

    private MemberGates() {}

    /** A pattern asks about all topics, so it needs leave to describe all of them. */
    static void consumer(Passage<ConsumerGroupHeartbeatRequestData> passage) {
        ConsumerGroupHeartbeatRequestData request = passage.request();
        CallerRights access = passage.access();
        Set<String> topics = new HashSet<>();
        if (request.subscribedTopicNames() != null) {
            topics.addAll(request.subscribedTopicNames());
        }
        if (request.subscribedTopicRegex() != null
                && !request.subscribedTopicRegex().isEmpty()) {
            topics.add(ResourcePattern.WILDCARD_RESOURCE);
        }
        pass(passage, access.group(AclOperation.READ, request.groupId()), TopicGates.seesAll(access, topics));
    }

    private static void pass(Passage<?> passage, boolean mayJoin, boolean seesTopics) {
        if (!mayJoin) {
            passage.refuse(Errors.GROUP_AUTHORIZATION_FAILED);
        } else if (!seesTopics) {
            passage.refuse(Errors.TOPIC_AUTHORIZATION_FAILED);
        } else {
            passage.on();
        }
    }

    /** The topics that the broker is to make need leave too, or a member could make any. */
    static void streams(Passage<StreamsGroupHeartbeatRequestData> passage) {
        StreamsGroupHeartbeatRequestData request = passage.request();
        CallerRights access = passage.access();
        Set<String> seen = new HashSet<>();
        Set<String> made = new HashSet<>();
        if (request.topology() != null) {
            for (StreamsGroupHeartbeatRequestData.Subtopology part :
                    request.topology().subtopologies()) {
                seen.addAll(part.sourceTopics());
                seen.addAll(part.repartitionSinkTopics());
                part.repartitionSourceTopics().forEach(topic -> made.add(topic.name()));
                part.stateChangelogTopics().forEach(topic -> made.add(topic.name()));
                if (!part.sourceTopicRegex().isEmpty()) {
                    seen.add(ResourcePattern.WILDCARD_RESOURCE);
                }
            }
        }
        seen.addAll(made);
        boolean mayMake = made.stream().allMatch(topic -> TopicGates.mayCreate(access, topic));
        pass(passage, access.group(AclOperation.READ, request.groupId()), mayMake && TopicGates.seesAll(access, seen));
    }

    static void describeConsumers(Passage<ConsumerGroupDescribeRequestData> passage) {
        CallerRights access = passage.access();
        List<String> refused =
                Passage.takeOut(passage.request().groupIds(), group -> access.group(AclOperation.DESCRIBE, group));
        passage.on(ConsumerGroupDescribeResponseData.class, response -> {
            for (ConsumerGroupDescribeResponseData.DescribedGroup group : response.groups()) {
                group.setAuthorizedOperations(GroupGates.narrow(group.authorizedOperations(), access, group.groupId()));
                if (!TopicGates.seesAll(access, topics(group))) {
                    group.setErrorCode(TOPIC_REFUSED).setErrorMessage(UNSEEN).setMembers(List.of());
                }
            }
            refused.forEach(group -> response.groups()
                    .add(new ConsumerGroupDescribeResponseData.DescribedGroup()
                            .setGroupId(group)
                            .setErrorCode(REFUSED)));
        });
    }

    private static Set<String> topics(ConsumerGroupDescribeResponseData.DescribedGroup group) {
        Set<String> topics = new HashSet<>();
        for (ConsumerGroupDescribeResponseData.Member member : group.members()) {
            topics.addAll(member.subscribedTopicNames());
            member.assignment().topicPartitions().forEach(topic -> topics.add(topic.topicName()));
            member.targetAssignment().topicPartitions().forEach(topic -> topics.add(topic.topicName()));
        }
        return topics;
    }

    static void describeStreams(Passage<StreamsGroupDescribeRequestData> passage) {
        CallerRights access = passage.access();
        List<String> refused =
                Passage.takeOut(passage.request().groupIds(), group -> access.group(AclOperation.DESCRIBE, group));
        passage.on(StreamsGroupDescribeResponseData.class, response -> {
            for (StreamsGroupDescribeResponseData.DescribedGroup group : response.groups()) {
                group.setAuthorizedOperations(GroupGates.narrow(group.authorizedOperations(), access, group.groupId()));
                if (!TopicGates.seesAll(access, topics(group))) {
                    group.setErrorCode(TOPIC_REFUSED)
                            .setErrorMessage(UNSEEN)
                            .setTopology(null)
                            .setMembers(List.of());
                }
            }
            refused.forEach(group -> response.groups()
                    .add(new StreamsGroupDescribeResponseData.DescribedGroup()
                            .setGroupId(group)
                            .setErrorCode(REFUSED)));
        });
    }

    private static Set<String> topics(StreamsGroupDescribeResponseData.DescribedGroup group) {
        Set<String> topics = new HashSet<>();
        if (group.topology() != null) {
            for (StreamsGroupDescribeResponseData.Subtopology part :
                    group.topology().subtopologies()) {
                topics.addAll(part.sourceTopics());
                topics.addAll(part.repartitionSinkTopics());
                part.repartitionSourceTopics().forEach(topic -> topics.add(topic.name()));
                part.stateChangelogTopics().forEach(topic -> topics.add(topic.name()));
            }
        }
        return topics;
    }
}
