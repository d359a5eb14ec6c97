package dev.millrace.broker.api;

import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.log.PartitionLog;

/** Tells where a leader epoch ends: there is one, and it ends where the log ends. */
final class OffsetForLeaderEpochHandler implements Handler<OffsetForLeaderEpochRequestData> {
    private final KnownPartitions partitions;

    OffsetForLeaderEpochHandler(KnownPartitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public void handle(OffsetForLeaderEpochRequestData request, Call call) {
        OffsetForLeaderEpochResponseData response = new OffsetForLeaderEpochResponseData();
        for (OffsetForLeaderTopic wanted : request.topics()) {
            Topic topic = partitions.topic(wanted.topic());
            OffsetForLeaderTopicResult answer = new OffsetForLeaderTopicResult().setTopic(wanted.topic());
            for (OffsetForLeaderPartition partition : wanted.partitions()) {
                answer.partitions().add(answer(partition, topic));
            }
            response.topics().add(answer);
        }
        call.answer(response);
    }

    private EpochEndOffset answer(OffsetForLeaderPartition wanted, @Nullable Topic topic) {
        EpochEndOffset answer = new EpochEndOffset().setPartition(wanted.partition());
        PartitionLog log = partitions.log(topic, wanted.partition());
        if (log == null) {
            return answer.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        }
        if (wanted.currentLeaderEpoch() > ThisNode.LEADER_EPOCH) {
            return answer.setErrorCode(Errors.UNKNOWN_LEADER_EPOCH.code());
        }
        return wanted.leaderEpoch() == ThisNode.LEADER_EPOCH
                ? answer.setLeaderEpoch(ThisNode.LEADER_EPOCH).setEndOffset(log.endOffset())
                : answer;
    }
}
