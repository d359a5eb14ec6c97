package dev.millrace.broker.api;

import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteRecordsResponseData;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsPartitionResult;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.log.OffsetOutOfRange;
import dev.millrace.broker.log.PartitionLog;

/** Deletes the records of partitions up to an offset. */
final class DeleteRecordsHandler implements Handler<DeleteRecordsRequestData> {
    private static final long UP_TO_THE_END = -1;
    private static final long NO_OFFSET = -1;

    private final KnownPartitions partitions;

    DeleteRecordsHandler(KnownPartitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public void handle(DeleteRecordsRequestData request, Call call) {
        DeleteRecordsResponseData response = new DeleteRecordsResponseData();
        for (DeleteRecordsTopic wanted : request.topics()) {
            Topic topic = partitions.topic(wanted.name());
            DeleteRecordsTopicResult answer = new DeleteRecordsTopicResult().setName(wanted.name());
            for (DeleteRecordsPartition partition : wanted.partitions()) {
                answer.partitions().add(delete(partition, topic));
            }
            response.topics().add(answer);
        }
        call.answer(response);
    }

    private DeleteRecordsPartitionResult delete(DeleteRecordsPartition wanted, @Nullable Topic topic) {
        DeleteRecordsPartitionResult answer = new DeleteRecordsPartitionResult()
                .setPartitionIndex(wanted.partitionIndex())
                .setLowWatermark(NO_OFFSET);
        PartitionLog log = partitions.log(topic, wanted.partitionIndex());
        if (topic == null || log == null) {
            return answer.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        }
        if (topic.internal()) {
            return answer.setErrorCode(Errors.INVALID_TOPIC_EXCEPTION.code());
        }
        if (!log.settings().retention().deletes()) {
            return answer.setErrorCode(Errors.POLICY_VIOLATION.code());
        }
        try {
            log.deleteBefore(wanted.offset() == UP_TO_THE_END ? log.endOffset() : wanted.offset());
            return answer.setLowWatermark(log.startOffset());
        } catch (OffsetOutOfRange e) {
            return answer.setErrorCode(Errors.OFFSET_OUT_OF_RANGE.code());
        }
    }
}
