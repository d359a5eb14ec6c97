package dev.millrace.broker.api;

import java.util.Optional;

import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.log.LogFailure;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.log.TimestampOffset;

/**
 * Finds offsets: the earliest, the latest, the one with the largest timestamp, or the first at or after a time.
 *
 * <p>All data is local, so the questions about tiered storage have the answers of an empty tier.
 */
final class ListOffsetsHandler implements Handler<ListOffsetsRequestData> {
    private static final Logger LOG = LoggerFactory.getLogger(ListOffsetsHandler.class);
    private static final short LEADER_EPOCHS = 4;

    private final KnownPartitions partitions;

    ListOffsetsHandler(KnownPartitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public void handle(ListOffsetsRequestData request, Call call) {
        boolean committedOnly = request.isolationLevel() == IsolationLevel.READ_COMMITTED.id();
        ListOffsetsResponseData response = new ListOffsetsResponseData();
        for (ListOffsetsTopic wanted : request.topics()) {
            Topic topic = partitions.topic(wanted.name());
            ListOffsetsTopicResponse answer = new ListOffsetsTopicResponse().setName(wanted.name());
            for (ListOffsetsPartition partition : wanted.partitions()) {
                answer.partitions().add(answer(partition, topic, committedOnly, call.version()));
            }
            response.topics().add(answer);
        }
        call.answer(response);
    }

    private ListOffsetsPartitionResponse answer(
            ListOffsetsPartition wanted, @Nullable Topic topic, boolean committedOnly, short version) {
        ListOffsetsPartitionResponse answer =
                new ListOffsetsPartitionResponse().setPartitionIndex(wanted.partitionIndex());
        PartitionLog log = partitions.log(topic, wanted.partitionIndex());
        if (log == null) {
            return answer.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        }
        if (wanted.currentLeaderEpoch() > ThisNode.LEADER_EPOCH) {
            return answer.setErrorCode(Errors.UNKNOWN_LEADER_EPOCH.code());
        }
        try {
            find(log, wanted.timestamp(), committedOnly).ifPresent(found -> answer.setTimestamp(found.timestampMs())
                    .setOffset(found.offset())
                    .setLeaderEpoch(version >= LEADER_EPOCHS ? ThisNode.LEADER_EPOCH : -1));
            return answer;
        } catch (LogFailure e) {
            LOG.error("Looking for an offset in {} failed", log.partition(), e);
            return answer.setErrorCode(Errors.KAFKA_STORAGE_ERROR.code());
        }
    }

    private static Optional<TimestampOffset> find(PartitionLog log, long timestamp, boolean committedOnly) {
        long end = committedOnly ? log.stableOffset() : log.endOffset();
        if (timestamp >= 0) {
            return log.offsetForTime(timestamp).filter(found -> found.offset() < end);
        }
        if (timestamp == ListOffsetsRequest.MAX_TIMESTAMP) {
            return log.maxTimestamp();
        }
        if (timestamp == ListOffsetsRequest.LATEST_TIMESTAMP) {
            return Optional.of(new TimestampOffset(-1, end));
        }
        boolean earliest = timestamp == ListOffsetsRequest.EARLIEST_TIMESTAMP
                || timestamp == ListOffsetsRequest.EARLIEST_LOCAL_TIMESTAMP;
        return earliest ? Optional.of(new TimestampOffset(-1, log.startOffset())) : Optional.empty();
    }
}
