package dev.millrace.broker.access;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteRecordsResponseData;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsPartitionResult;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsTopicResult;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeProducersRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeProducersResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResult;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.catalog.Topic;
import dev.millrace.broker.catalog.TopicCatalog;
import dev.millrace.broker.security.CallerRights;

/**
 * Gates before records. Fetches have none: their handler asks for each partition of the session.
 *
 * <p>Without state of its own.
 */
final class RecordGates {
    private static final short REFUSED = Errors.TOPIC_AUTHORIZATION_FAILED.code();
    private static final short PRODUCE_BY_ID = 13;

    private final TopicCatalog catalog;

    RecordGates(TopicCatalog catalog) {
        this.catalog = catalog;
    }

    void produce(Passage<ProduceRequestData> passage) {
        ProduceRequestData request = passage.request();
        String transactionalId = request.transactionalId();
        if (transactionalId != null && !passage.access().transaction(AclOperation.WRITE, transactionalId)) {
            passage.refuse(Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
            return;
        }
        boolean byId = passage.version() >= PRODUCE_BY_ID;
        passage.partly(
                request.topicData(),
                topic -> byId
                        ? may(passage.access(), AclOperation.WRITE, topic.topicId())
                        : passage.access().topic(AclOperation.WRITE, topic.name()),
                ProduceResponseData.class,
                RecordGates::refuse);
    }

    /** Lets a topic that nobody knows pass, so that the handler says so. */
    private boolean may(CallerRights access, AclOperation operation, Uuid topicId) {
        Topic topic = catalog.topic(topicId).orElse(null);
        return topic == null || access.topic(operation, topic.name());
    }

    private static void refuse(ProduceResponseData response, TopicProduceData topic) {
        TopicProduceResponse answer =
                new TopicProduceResponse().setName(topic.name()).setTopicId(topic.topicId());
        topic.partitionData().forEach(partition -> answer.partitionResponses()
                .add(new PartitionProduceResponse()
                        .setIndex(partition.index())
                        .setBaseOffset(-1)
                        .setErrorCode(REFUSED)));
        response.responses().add(answer);
    }

    static void listOffsets(Passage<ListOffsetsRequestData> passage) {
        passage.partly(
                passage.request().topics(),
                topic -> passage.access().topic(AclOperation.DESCRIBE, topic.name()),
                ListOffsetsResponseData.class,
                RecordGates::refuse);
    }

    private static void refuse(ListOffsetsResponseData response, ListOffsetsTopic topic) {
        ListOffsetsTopicResponse answer = new ListOffsetsTopicResponse().setName(topic.name());
        topic.partitions().forEach(partition -> answer.partitions()
                .add(new ListOffsetsPartitionResponse()
                        .setPartitionIndex(partition.partitionIndex())
                        .setErrorCode(REFUSED)));
        response.topics().add(answer);
    }

    static void epochs(Passage<OffsetForLeaderEpochRequestData> passage) {
        passage.partly(
                passage.request().topics(),
                topic -> passage.access().topic(AclOperation.DESCRIBE, topic.topic()),
                OffsetForLeaderEpochResponseData.class,
                RecordGates::refuse);
    }

    private static void refuse(OffsetForLeaderEpochResponseData response, OffsetForLeaderTopic topic) {
        OffsetForLeaderTopicResult answer = new OffsetForLeaderTopicResult().setTopic(topic.topic());
        topic.partitions().forEach(partition -> answer.partitions()
                .add(new EpochEndOffset().setPartition(partition.partition()).setErrorCode(REFUSED)));
        response.topics().add(answer);
    }

    static void deleteRecords(Passage<DeleteRecordsRequestData> passage) {
        passage.partly(
                passage.request().topics(),
                topic -> passage.access().topic(AclOperation.DELETE, topic.name()),
                DeleteRecordsResponseData.class,
                RecordGates::refuse);
    }

    private static void refuse(DeleteRecordsResponseData response, DeleteRecordsTopic topic) {
        DeleteRecordsTopicResult answer = new DeleteRecordsTopicResult().setName(topic.name());
        topic.partitions().forEach(partition -> answer.partitions()
                .add(new DeleteRecordsPartitionResult()
                        .setPartitionIndex(partition.partitionIndex())
                        .setLowWatermark(-1)
                        .setErrorCode(REFUSED)));
        response.topics().add(answer);
    }

    static void producers(Passage<DescribeProducersRequestData> passage) {
        passage.partly(
                passage.request().topics(),
                topic -> passage.access().topic(AclOperation.READ, topic.name()),
                DescribeProducersResponseData.class,
                RecordGates::refuse);
    }

    private static void refuse(DescribeProducersResponseData response, TopicRequest topic) {
        var answer = new DescribeProducersResponseData.TopicResponse().setName(topic.name());
        topic.partitionIndexes().forEach(partition -> answer.partitions()
                .add(new DescribeProducersResponseData.PartitionResponse()
                        .setPartitionIndex(partition)
                        .setErrorCode(REFUSED)));
        response.topics().add(answer);
    }
}
