package dev.millrace.broker.api;

import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeProducersRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeProducersResponseData;
import org.apache.kafka.common.message.DescribeProducersResponseData.PartitionResponse;
import org.apache.kafka.common.message.DescribeProducersResponseData.ProducerState;
import org.apache.kafka.common.message.DescribeProducersResponseData.TopicResponse;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.log.ProducerView;

/** Describes the producers that partitions remember, with their open transactions. */
final class DescribeProducersHandler implements Handler<DescribeProducersRequestData> {
    private final KnownPartitions partitions;

    DescribeProducersHandler(KnownPartitions partitions) {
        this.partitions = partitions;
    }

    @Override
    public void handle(DescribeProducersRequestData request, Call call) {
        DescribeProducersResponseData response = new DescribeProducersResponseData();
        for (TopicRequest wanted : request.topics()) {
            Topic topic = partitions.topic(wanted.name());
            TopicResponse answer = new TopicResponse().setName(wanted.name());
            for (int partition : wanted.partitionIndexes()) {
                answer.partitions().add(describe(topic, partition));
            }
            response.topics().add(answer);
        }
        call.answer(response);
    }

    private PartitionResponse describe(@Nullable Topic topic, int partition) {
        PartitionResponse answer = new PartitionResponse().setPartitionIndex(partition);
        PartitionLog log = partitions.log(topic, partition);
        if (log == null) {
            return answer.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        }
        for (ProducerView producer : log.producers()) {
            answer.activeProducers()
                    .add(new ProducerState()
                            .setProducerId(producer.producerId())
                            .setProducerEpoch(producer.epoch())
                            .setLastSequence(producer.lastSequence())
                            .setLastTimestamp(producer.lastTimestampMs())
                            .setCoordinatorEpoch(producer.coordinatorEpoch())
                            .setCurrentTxnStartOffset(producer.openFirstOffset()));
        }
        return answer;
    }
}
