package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponsePartition;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.group.CommitRequest;
import dev.millrace.broker.group.GroupCoordinator;
import dev.millrace.broker.group.MemberClaim;
import dev.millrace.broker.group.OffsetToCommit;
import dev.millrace.broker.group.SeatClaim;

/**
 * Remembers how far groups have come. Partitions that do not exist are refused one by one; for the others the
 * coordinator has one answer.
 */
final class OffsetCommitHandler implements Handler<OffsetCommitRequestData> {
    private static final short TOPIC_IDS = 10;
    private static final short LAST_WITH_RETENTION = 4;

    private final KnownPartitions partitions;
    private final GroupCoordinator groups;

    OffsetCommitHandler(KnownPartitions partitions, GroupCoordinator groups) {
        this.partitions = partitions;
        this.groups = groups;
    }

    @Override
    public void handle(OffsetCommitRequestData request, Call call) {
        OffsetCommitResponseData response = new OffsetCommitResponseData();
        List<OffsetToCommit> offsets = new ArrayList<>();
        List<OffsetCommitResponsePartition> accepted = new ArrayList<>();
        for (OffsetCommitRequestTopic topic : request.topics()) {
            response.topics().add(sort(topic, call.version(), offsets, accepted));
        }
        SeatClaim seat = new SeatClaim(
                new MemberClaim(request.memberId(), request.groupInstanceId()), request.generationIdOrMemberEpoch());
        long retentionMs = call.version() <= LAST_WITH_RETENTION ? request.retentionTimeMs() : -1;
        groups.commit(new CommitRequest(request.groupId(), seat, Senders.of(call), offsets, retentionMs), error -> {
            accepted.forEach(partition -> partition.setErrorCode(error.code()));
            call.answer(response);
        });
    }

    private OffsetCommitResponseTopic sort(
            OffsetCommitRequestTopic wanted,
            short version,
            List<OffsetToCommit> offsets,
            List<OffsetCommitResponsePartition> accepted) {
        boolean byId = version >= TOPIC_IDS;
        Topic topic = byId ? partitions.topic(wanted.topicId()) : partitions.topic(wanted.name());
        OffsetCommitResponseTopic answer =
                new OffsetCommitResponseTopic().setName(wanted.name()).setTopicId(wanted.topicId());
        for (OffsetCommitRequestPartition partition : wanted.partitions()) {
            OffsetCommitResponsePartition part =
                    new OffsetCommitResponsePartition().setPartitionIndex(partition.partitionIndex());
            answer.partitions().add(part);
            Errors fault = fault(partition, topic, byId);
            if (fault != Errors.NONE || topic == null) {
                part.setErrorCode(fault.code());
            } else {
                accepted.add(part);
                offsets.add(offset(partition, topic));
            }
        }
        return answer;
    }

    private Errors fault(OffsetCommitRequestPartition partition, @Nullable Topic topic, boolean byId) {
        if (topic == null && byId) {
            return Errors.UNKNOWN_TOPIC_ID;
        }
        if (partitions.log(topic, partition.partitionIndex()) == null) {
            return Errors.UNKNOWN_TOPIC_OR_PARTITION;
        }
        String metadata = partition.committedMetadata();
        boolean tooLong = metadata != null
                && metadata.length() > groups.settings().offsets().metadataMaxBytes();
        return tooLong ? Errors.OFFSET_METADATA_TOO_LARGE : Errors.NONE;
    }

    private static OffsetToCommit offset(OffsetCommitRequestPartition partition, Topic topic) {
        String metadata = partition.committedMetadata();
        return new OffsetToCommit(
                new TopicPartition(topic.name(), partition.partitionIndex()),
                partition.committedOffset(),
                partition.committedLeaderEpoch(),
                metadata == null ? "" : metadata);
    }
}
