package dev.millrace.broker.api;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.BatchIndexAndErrorMessage;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.ProduceRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.log.AppendOrigin;
import dev.millrace.broker.log.AppendRejected;
import dev.millrace.broker.log.AppendResult;
import dev.millrace.broker.log.LogFailure;
import dev.millrace.broker.log.PartitionLog;
import dev.millrace.broker.log.RecordFault;
import dev.millrace.broker.metrics.Traffic;
import dev.millrace.broker.parking.ParkedRequests;

/**
 * Appends records.
 *
 * <p>Everything is appended before this returns, straight from the receive buffer. With {@code acks=all} the response
 * waits for the disk; with {@code acks=1} it says that the records are in the page cache; with {@code acks=0} there
 * is none, and a fault can only be told by closing the connection.
 */
final class ProduceHandler implements Handler<ProduceRequestData> {
    private static final Logger LOG = LoggerFactory.getLogger(ProduceHandler.class);
    private static final short TOPIC_IDS = 13;
    private static final short ACKS_ALL = -1;

    private final KnownPartitions partitions;
    private final Durability durability;
    private final ParkedRequests<TopicPartition> fetches;
    private final WriteGate gate;
    private final Traffic traffic;

    ProduceHandler(
            KnownPartitions partitions,
            Durability durability,
            ParkedRequests<TopicPartition> fetches,
            WriteGate gate,
            Traffic traffic) {
        this.traffic = traffic;
        this.partitions = partitions;
        this.durability = durability;
        this.fetches = fetches;
        this.gate = gate;
    }

    @Override
    public void handle(ProduceRequestData request, Call call) {
        ProduceResponseData response = new ProduceResponseData();
        PendingAck ack = new PendingAck(call, response);
        boolean faultless = true;
        for (TopicProduceData topic : request.topicData()) {
            faultless &= append(topic, request, call.version(), response, ack);
        }
        ((ProduceRequest) call.request()).clearPartitionRecords();
        if (request.acks() != 0) {
            ack.complete();
        } else if (faultless) {
            call.answerNothing();
        } else {
            call.hangUp();
        }
    }

    private boolean append(
            TopicProduceData data,
            ProduceRequestData request,
            short version,
            ProduceResponseData response,
            PendingAck ack) {
        Topic topic = version >= TOPIC_IDS ? partitions.topic(data.topicId()) : partitions.topic(data.name());
        Errors refusal = refusal(request, topic, version);
        TopicProduceResponse answer =
                new TopicProduceResponse().setName(data.name()).setTopicId(data.topicId());
        boolean faultless = true;
        for (PartitionProduceData partition : data.partitionData()) {
            PartitionProduceResponse part = new PartitionProduceResponse().setIndex(partition.index());
            answer.partitionResponses().add(part);
            if (refusal != Errors.NONE) {
                refuse(part, refusal);
            } else {
                append(partition, topic, request, version, part, ack);
            }
            faultless &= accepted(topic, partition, part);
        }
        response.responses().add(answer);
        return faultless;
    }

    /** Counts the records if they were refused, and returns whether they were not. */
    private boolean accepted(@Nullable Topic topic, PartitionProduceData sent, PartitionProduceResponse answer) {
        if (answer.errorCode() == Errors.NONE.code()) {
            return true;
        }
        int bytes = sent.records().sizeInBytes();
        if (topic == null) {
            traffic.refused(bytes);
        } else {
            traffic.refused(topic.name(), bytes);
        }
        return false;
    }

    private static Errors refusal(ProduceRequestData request, @Nullable Topic topic, short version) {
        if (request.acks() < ACKS_ALL || request.acks() > 1) {
            return Errors.INVALID_REQUIRED_ACKS;
        }
        if (topic == null) {
            return version >= TOPIC_IDS ? Errors.UNKNOWN_TOPIC_ID : Errors.UNKNOWN_TOPIC_OR_PARTITION;
        }
        return topic.internal() ? Errors.INVALID_TOPIC_EXCEPTION : Errors.NONE;
    }

    private void append(
            PartitionProduceData data,
            @Nullable Topic topic,
            ProduceRequestData request,
            short version,
            PartitionProduceResponse answer,
            PendingAck ack) {
        PartitionLog log = partitions.log(topic, data.index());
        if (log == null) {
            refuse(answer, Errors.UNKNOWN_TOPIC_OR_PARTITION);
            return;
        }
        try {
            ProduceRequest.validateRecords(version, data.records());
            if (!(data.records() instanceof MemoryRecords records)) {
                refuse(answer, Errors.INVALID_RECORD);
                return;
            }
            appended(write(records, log, request.transactionalId(), version), log, request, answer, ack);
        } catch (AppendRejected e) {
            explain(answer, e);
        } catch (ApiException e) {
            refuse(answer, Errors.forException(e)).setErrorMessage(e.getMessage());
        } catch (LogFailure e) {
            LOG.error("Appending to {} failed", log.partition(), e);
            refuse(answer, Errors.KAFKA_STORAGE_ERROR);
        }
    }

    private AppendResult write(
            MemoryRecords records, PartitionLog log, @Nullable String transactionalId, short version) {
        AppendOrigin origin = AppendOrigin.CLIENT;
        if (transactionalId != null) {
            gate.check(transactionalId, log.partition(), records, version);
            origin = AppendOrigin.TRANSACTION;
        }
        AppendResult result = log.append(records, origin);
        long count = result.lastOffset() - result.baseOffset() + 1;
        traffic.appended(log.partition().topic(), records.sizeInBytes(), count);
        return result;
    }

    private void appended(
            AppendResult result,
            PartitionLog log,
            ProduceRequestData request,
            PartitionProduceResponse answer,
            PendingAck ack) {
        answer.setBaseOffset(result.baseOffset())
                .setLogAppendTimeMs(result.logAppendTimeMs())
                .setLogStartOffset(result.startOffset());
        fetches.wake(log.partition());
        if (request.acks() != ACKS_ALL) {
            return;
        }
        if (!durability.isReached(log, result.lastOffset() + 1)) {
            ack.await(durability, log, result.lastOffset() + 1, answer);
        }
        if (request.transactionalId() != null) {
            ack.await(gate, request.transactionalId(), answer);
        }
    }

    private static void explain(PartitionProduceResponse answer, AppendRejected rejection) {
        refuse(answer, rejection.error()).setErrorMessage(rejection.getMessage());
        for (RecordFault fault : rejection.faults()) {
            answer.recordErrors()
                    .add(new BatchIndexAndErrorMessage()
                            .setBatchIndex(fault.index())
                            .setBatchIndexErrorMessage(fault.message()));
        }
    }

    private static PartitionProduceResponse refuse(PartitionProduceResponse answer, Errors error) {
        return answer.setErrorCode(error.code()).setBaseOffset(-1);
    }
}
