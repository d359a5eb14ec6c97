package dev.millrace.broker.api;

import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarker;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarkerTopic;
import org.apache.kafka.common.message.WriteTxnMarkersResponseData;
import org.apache.kafka.common.message.WriteTxnMarkersResponseData.WritableTxnMarkerPartitionResult;
import org.apache.kafka.common.message.WriteTxnMarkersResponseData.WritableTxnMarkerResult;
import org.apache.kafka.common.message.WriteTxnMarkersResponseData.WritableTxnMarkerTopicResult;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.log.TransactionMarker;

/** Ends transactions in single partitions, as administrators do with those that hang. */
final class WriteTxnMarkersHandler implements Handler<WriteTxnMarkersRequestData> {
    private final PartitionMarkers markers;

    WriteTxnMarkersHandler(PartitionMarkers markers) {
        this.markers = markers;
    }

    @Override
    public void handle(WriteTxnMarkersRequestData request, Call call) {
        WriteTxnMarkersResponseData response = new WriteTxnMarkersResponseData();
        PendingMarkers pending = new PendingMarkers(ignored -> call.answer(response));
        for (WritableTxnMarker wanted : request.markers()) {
            WritableTxnMarkerResult result = new WritableTxnMarkerResult().setProducerId(wanted.producerId());
            response.markers().add(result);
            var marker = new TransactionMarker(
                    wanted.producerId(), wanted.producerEpoch(), wanted.coordinatorEpoch(), wanted.transactionResult());
            for (WritableTxnMarkerTopic topic : wanted.topics()) {
                WritableTxnMarkerTopicResult answer = new WritableTxnMarkerTopicResult().setName(topic.name());
                result.topics().add(answer);
                for (int partition : topic.partitionIndexes()) {
                    var part = new WritableTxnMarkerPartitionResult().setPartitionIndex(partition);
                    answer.partitions().add(part);
                    Consumer<Errors> arrived = pending.one();
                    markers.writeOne(marker, new TopicPartition(topic.name(), partition), outcome -> {
                        part.setErrorCode(outcome.code());
                        arrived.accept(Errors.NONE);
                    });
                }
            }
        }
        pending.complete();
    }
}
