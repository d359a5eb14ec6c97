package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
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
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.group.CommittedOffset;
import dev.millrace.broker.group.GroupCoordinator;

/**
 * Tells how far groups have come. Answers are made in the form of the newest versions, many groups at once, and for
 * the older ones taken apart again.
 */
final class OffsetFetchHandler implements Handler<OffsetFetchRequestData> {
    private static final short MANY_GROUPS = 8;
    private static final short TOPIC_IDS = 10;
    private static final CommittedOffset NOTHING = new CommittedOffset(-1, -1, "", 0, CommittedOffset.NO_EXPIRY);

    private final KnownPartitions partitions;
    private final GroupCoordinator groups;

    OffsetFetchHandler(KnownPartitions partitions, GroupCoordinator groups) {
        this.partitions = partitions;
        this.groups = groups;
    }

    @Override
    public void handle(OffsetFetchRequestData request, Call call) {
        OffsetFetchResponseData response = new OffsetFetchResponseData();
        if (call.version() >= MANY_GROUPS) {
            boolean byId = call.version() >= TOPIC_IDS;
            request.groups().forEach(group -> response.groups().add(answer(group, byId, request.requireStable())));
        } else {
            takeApart(answer(asGroup(request), false, request.requireStable()), response);
        }
        call.answer(response);
    }

    private static OffsetFetchRequestGroup asGroup(OffsetFetchRequestData request) {
        OffsetFetchRequestGroup group = new OffsetFetchRequestGroup().setGroupId(request.groupId());
        if (request.topics() == null) {
            return group.setTopics(null);
        }
        List<OffsetFetchRequestTopics> topics = new ArrayList<>(request.topics().size());
        request.topics()
                .forEach(topic -> topics.add(new OffsetFetchRequestTopics()
                        .setName(topic.name())
                        .setPartitionIndexes(topic.partitionIndexes())));
        return group.setTopics(topics);
    }

    private static void takeApart(OffsetFetchResponseGroup group, OffsetFetchResponseData response) {
        for (OffsetFetchResponseTopics topic : group.topics()) {
            OffsetFetchResponseTopic old = new OffsetFetchResponseTopic().setName(topic.name());
            topic.partitions().forEach(partition -> old.partitions()
                    .add(new OffsetFetchResponsePartition()
                            .setPartitionIndex(partition.partitionIndex())
                            .setCommittedOffset(partition.committedOffset())
                            .setCommittedLeaderEpoch(partition.committedLeaderEpoch())
                            .setMetadata(partition.metadata())
                            .setErrorCode(partition.errorCode())));
            response.topics().add(old);
        }
    }

    private OffsetFetchResponseGroup answer(OffsetFetchRequestGroup wanted, boolean byId, boolean onlyStable) {
        OffsetFetchResponseGroup answer = new OffsetFetchResponseGroup().setGroupId(wanted.groupId());
        boolean asMember = wanted.memberId() != null && wanted.memberEpoch() >= 0;
        Errors standing =
                asMember ? groups.mayFetch(wanted.groupId(), wanted.memberId(), wanted.memberEpoch()) : Errors.NONE;
        if (standing != Errors.NONE) {
            return answer.setErrorCode(standing.code());
        }
        if (wanted.topics() == null) {
            everything(wanted.groupId(), byId, onlyStable, answer);
            return answer;
        }
        for (OffsetFetchRequestTopics topic : wanted.topics()) {
            answer.topics()
                    .add(
                            byId
                                    ? byId(wanted.groupId(), topic, onlyStable)
                                    : byName(wanted.groupId(), topic, onlyStable));
        }
        return answer;
    }

    private void everything(String groupId, boolean byId, boolean onlyStable, OffsetFetchResponseGroup answer) {
        Map<String, OffsetFetchResponseTopics> topics = new TreeMap<>();
        groups.committed(groupId).forEach((partition, offset) -> topics.computeIfAbsent(
                        partition.topic(), name -> new OffsetFetchResponseTopics().setName(name))
                .partitions()
                .add(committed(groupId, partition, offset, onlyStable)));
        for (OffsetFetchResponseTopics topic : topics.values()) {
            Topic known = partitions.topic(topic.name());
            topic.setTopicId(known == null ? Uuid.ZERO_UUID : known.id());
            if (known != null || !byId) {
                answer.topics().add(topic);
            }
        }
    }

    private OffsetFetchResponseTopics byName(String groupId, OffsetFetchRequestTopics wanted, boolean onlyStable) {
        OffsetFetchResponseTopics answer = new OffsetFetchResponseTopics().setName(wanted.name());
        for (int partition : wanted.partitionIndexes()) {
            TopicPartition key = new TopicPartition(wanted.name(), partition);
            answer.partitions().add(committed(groupId, key, groups.committed(groupId, key), onlyStable));
        }
        return answer;
    }

    private OffsetFetchResponseTopics byId(String groupId, OffsetFetchRequestTopics wanted, boolean onlyStable) {
        Topic topic = partitions.topic(wanted.topicId());
        OffsetFetchResponseTopics answer = new OffsetFetchResponseTopics().setTopicId(wanted.topicId());
        for (int partition : wanted.partitionIndexes()) {
            if (topic == null) {
                answer.partitions().add(committed(partition, null).setErrorCode(Errors.UNKNOWN_TOPIC_ID.code()));
            } else {
                TopicPartition key = new TopicPartition(topic.name(), partition);
                answer.partitions().add(committed(groupId, key, groups.committed(groupId, key), onlyStable));
            }
        }
        return answer;
    }

    private OffsetFetchResponsePartitions committed(
            String groupId, TopicPartition partition, @Nullable CommittedOffset offset, boolean onlyStable) {
        if (onlyStable && groups.isPending(groupId, partition)) {
            return committed(partition.partition(), null).setErrorCode(Errors.UNSTABLE_OFFSET_COMMIT.code());
        }
        return committed(partition.partition(), offset);
    }

    private static OffsetFetchResponsePartitions committed(int partition, @Nullable CommittedOffset offset) {
        CommittedOffset known = offset == null ? NOTHING : offset;
        return new OffsetFetchResponsePartitions()
                .setPartitionIndex(partition)
                .setCommittedOffset(known.offset())
                .setCommittedLeaderEpoch(known.leaderEpoch())
                .setMetadata(known.metadata());
    }
}
