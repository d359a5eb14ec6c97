package dev.millrace.broker.access;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponsePartition;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponseTopic;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;
import org.apache.kafka.common.message.OffsetDeleteResponseData;
import org.apache.kafka.common.message.OffsetDeleteResponseData.OffsetDeleteResponsePartition;
import org.apache.kafka.common.message.OffsetDeleteResponseData.OffsetDeleteResponseTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartition;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartitions;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseTopic;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseTopics;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.security.CallerRights;

/**
 * Gates before committed offsets, which belong to a group and to topics.
 *
 * <p>Without state of its own.
 */
final class OffsetGates {
    private static final short REFUSED = Errors.TOPIC_AUTHORIZATION_FAILED.code();
    private static final short MANY_GROUPS = 8;
    private static final short BY_ID = 10;

    private final TopicCatalog catalog;

    OffsetGates(TopicCatalog catalog) {
        this.catalog = catalog;
    }

    private boolean may(CallerRights access, AclOperation operation, Uuid topicId) {
        Topic topic = catalog.topic(topicId).orElse(null);
        return topic == null || access.topic(operation, topic.name());
    }

    void commit(Passage<OffsetCommitRequestData> passage) {
        CallerRights access = passage.access();
        if (!access.group(AclOperation.READ, passage.request().groupId())) {
            passage.refuse(Errors.GROUP_AUTHORIZATION_FAILED);
            return;
        }
        boolean byId = passage.version() >= BY_ID;
        passage.partly(
                passage.request().topics(),
                topic -> byId
                        ? may(access, AclOperation.READ, topic.topicId())
                        : access.topic(AclOperation.READ, topic.name()),
                OffsetCommitResponseData.class,
                OffsetGates::refuse);
    }

    private static void refuse(OffsetCommitResponseData response, OffsetCommitRequestTopic topic) {
        OffsetCommitResponseTopic answer =
                new OffsetCommitResponseTopic().setName(topic.name()).setTopicId(topic.topicId());
        topic.partitions().forEach(partition -> answer.partitions()
                .add(new OffsetCommitResponsePartition()
                        .setPartitionIndex(partition.partitionIndex())
                        .setErrorCode(REFUSED)));
        response.topics().add(answer);
    }

    static void delete(Passage<OffsetDeleteRequestData> passage) {
        CallerRights access = passage.access();
        if (!access.group(AclOperation.DELETE, passage.request().groupId())) {
            passage.refuse(Errors.GROUP_AUTHORIZATION_FAILED);
            return;
        }
        passage.partly(
                passage.request().topics(),
                topic -> access.topic(AclOperation.READ, topic.name()),
                OffsetDeleteResponseData.class,
                OffsetGates::refuse);
    }

    private static void refuse(OffsetDeleteResponseData response, OffsetDeleteRequestTopic topic) {
        OffsetDeleteResponseTopic answer = new OffsetDeleteResponseTopic().setName(topic.name());
        topic.partitions().forEach(partition -> answer.partitions()
                .add(new OffsetDeleteResponsePartition()
                        .setPartitionIndex(partition.partitionIndex())
                        .setErrorCode(REFUSED)));
        response.topics().add(answer);
    }

    void fetch(Passage<OffsetFetchRequestData> passage) {
        if (passage.version() >= MANY_GROUPS) {
            fetchMany(passage);
            return;
        }
        OffsetFetchRequestData request = passage.request();
        CallerRights access = passage.access();
        if (!access.group(AclOperation.DESCRIBE, request.groupId())) {
            passage.refuse(Errors.GROUP_AUTHORIZATION_FAILED);
        } else if (request.topics() == null) {
            passage.on(
                    OffsetFetchResponseData.class,
                    response -> Passage.takeOut(
                            response.topics(), topic -> access.topic(AclOperation.DESCRIBE, topic.name())));
        } else {
            passage.partly(
                    request.topics(),
                    topic -> access.topic(AclOperation.DESCRIBE, topic.name()),
                    OffsetFetchResponseData.class,
                    OffsetGates::refuse);
        }
    }

    private static void refuse(OffsetFetchResponseData response, OffsetFetchRequestData.OffsetFetchRequestTopic topic) {
        OffsetFetchResponseTopic answer = new OffsetFetchResponseTopic().setName(topic.name());
        topic.partitionIndexes().forEach(partition -> answer.partitions()
                .add(new OffsetFetchResponsePartition()
                        .setPartitionIndex(partition)
                        .setCommittedOffset(-1)
                        .setMetadata("")
                        .setErrorCode(REFUSED)));
        response.topics().add(answer);
    }

    private void fetchMany(Passage<OffsetFetchRequestData> passage) {
        CallerRights access = passage.access();
        boolean byId = passage.version() >= BY_ID;
        List<OffsetFetchRequestGroup> refused = Passage.takeOut(
                passage.request().groups(), group -> access.group(AclOperation.DESCRIBE, group.groupId()));
        List<GroupRefusals> topics = new ArrayList<>();
        for (OffsetFetchRequestGroup group : passage.request().groups()) {
            topics.add(new GroupRefusals(
                    group.topics() == null,
                    group.topics() == null
                            ? List.of()
                            : Passage.takeOut(
                                    group.topics(),
                                    topic -> byId
                                            ? may(access, AclOperation.DESCRIBE, topic.topicId())
                                            : access.topic(AclOperation.DESCRIBE, topic.name()))));
        }
        passage.on(OffsetFetchResponseData.class, response -> {
            for (int i = 0; i < topics.size(); i++) {
                topics.get(i).putInto(response.groups().get(i), access);
            }
            refused.forEach(group -> response.groups()
                    .add(new OffsetFetchResponseGroup()
                            .setGroupId(group.groupId())
                            .setErrorCode(Errors.GROUP_AUTHORIZATION_FAILED.code())));
        });
    }

    /**
     * What of one group is not told.
     *
     * <p>Immutable.
     *
     * @param all whether all topics were asked for, so that those that may not be seen are left out
     * @param topics those that were asked for and are refused
     */
    private record GroupRefusals(boolean all, List<OffsetFetchRequestTopics> topics) {
        void putInto(OffsetFetchResponseGroup group, CallerRights access) {
            if (all) {
                Passage.takeOut(group.topics(), topic -> access.topic(AclOperation.DESCRIBE, topic.name()));
            }
            if (group.errorCode() == Errors.NONE.code()) {
                topics.forEach(topic -> group.topics().add(refuse(topic)));
            }
        }

        private static OffsetFetchResponseTopics refuse(OffsetFetchRequestTopics topic) {
            OffsetFetchResponseTopics answer =
                    new OffsetFetchResponseTopics().setName(topic.name()).setTopicId(topic.topicId());
            topic.partitionIndexes().forEach(partition -> answer.partitions()
                    .add(new OffsetFetchResponsePartitions()
                            .setPartitionIndex(partition)
                            .setCommittedOffset(-1)
                            .setMetadata("")
                            .setErrorCode(REFUSED)));
            return answer;
        }
    }
}
