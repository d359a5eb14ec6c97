package dev.millrace.broker.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopic;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData.AddPartitionsToTxnPartitionResult;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData.AddPartitionsToTxnTopicResult;
import org.apache.kafka.common.message.DescribeTransactionsRequestData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData.TransactionState;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.ListTransactionsRequestData;
import org.apache.kafka.common.message.ListTransactionsResponseData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData.TxnOffsetCommitResponsePartition;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData.TxnOffsetCommitResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.resource.ResourceType;

import dev.millrace.broker.security.CallerRights;

/** Gates before transactions and the ids of producers. Without state. */
final class TransactionGates {
    private static final short MANY_TRANSACTIONS = 4;

    private TransactionGates() {}

    static void init(Passage<InitProducerIdRequestData> passage) {
        CallerRights access = passage.access();
        String id = passage.request().transactionalId();
        if (id == null) {
            boolean may = access.cluster(AclOperation.IDEMPOTENT_WRITE)
                    || access.somewhere(AclOperation.WRITE, ResourceType.TOPIC);
            pass(passage, may, Errors.CLUSTER_AUTHORIZATION_FAILED);
        } else {
            pass(passage, access.transaction(AclOperation.WRITE, id), Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
        }
    }

    private static void pass(Passage<?> passage, boolean may, Errors error) {
        if (may) {
            passage.on();
        } else {
            passage.refuse(error);
        }
    }

    static void addPartitions(Passage<AddPartitionsToTxnRequestData> passage) {
        CallerRights access = passage.access();
        AddPartitionsToTxnRequestData request = passage.request();
        if (passage.version() >= MANY_TRANSACTIONS) {
            pass(passage, access.cluster(AclOperation.CLUSTER_ACTION), Errors.CLUSTER_AUTHORIZATION_FAILED);
            return;
        }
        if (!access.transaction(AclOperation.WRITE, request.v3AndBelowTransactionalId())) {
            passage.refuse(Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
            return;
        }
        Set<String> forbidden = new HashSet<>();
        for (AddPartitionsToTxnTopic topic : request.v3AndBelowTopics()) {
            if (!access.topic(AclOperation.WRITE, topic.name())) {
                forbidden.add(topic.name());
            }
        }
        if (forbidden.isEmpty()) {
            passage.on();
        } else {
            passage.call().answer(refusal(request, forbidden));
        }
    }

    /** All partitions take part or none; those that could have are told that nothing was tried. */
    private static AddPartitionsToTxnResponseData refusal(
            AddPartitionsToTxnRequestData request, Set<String> forbidden) {
        AddPartitionsToTxnResponseData response = new AddPartitionsToTxnResponseData();
        for (AddPartitionsToTxnTopic topic : request.v3AndBelowTopics()) {
            AddPartitionsToTxnTopicResult result = new AddPartitionsToTxnTopicResult().setName(topic.name());
            Errors error = forbidden.contains(topic.name())
                    ? Errors.TOPIC_AUTHORIZATION_FAILED
                    : Errors.OPERATION_NOT_ATTEMPTED;
            topic.partitions().forEach(partition -> result.resultsByPartition()
                    .add(new AddPartitionsToTxnPartitionResult()
                            .setPartitionIndex(partition)
                            .setPartitionErrorCode(error.code())));
            response.resultsByTopicV3AndBelow().add(result);
        }
        return response;
    }

    static void addOffsets(Passage<AddOffsetsToTxnRequestData> passage) {
        if (passage.access().transaction(AclOperation.WRITE, passage.request().transactionalId())) {
            boolean may =
                    passage.access().group(AclOperation.READ, passage.request().groupId());
            pass(passage, may, Errors.GROUP_AUTHORIZATION_FAILED);
        } else {
            passage.refuse(Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
        }
    }

    static void commitOffsets(Passage<TxnOffsetCommitRequestData> passage) {
        CallerRights access = passage.access();
        if (!access.transaction(AclOperation.WRITE, passage.request().transactionalId())) {
            passage.refuse(Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
        } else if (!access.group(AclOperation.READ, passage.request().groupId())) {
            passage.refuse(Errors.GROUP_AUTHORIZATION_FAILED);
        } else {
            passage.partly(
                    passage.request().topics(),
                    topic -> access.topic(AclOperation.READ, topic.name()),
                    TxnOffsetCommitResponseData.class,
                    TransactionGates::refuse);
        }
    }

    private static void refuse(TxnOffsetCommitResponseData response, TxnOffsetCommitRequestTopic topic) {
        TxnOffsetCommitResponseTopic answer = new TxnOffsetCommitResponseTopic().setName(topic.name());
        topic.partitions().forEach(partition -> answer.partitions()
                .add(new TxnOffsetCommitResponsePartition()
                        .setPartitionIndex(partition.partitionIndex())
                        .setErrorCode(Errors.TOPIC_AUTHORIZATION_FAILED.code())));
        response.topics().add(answer);
    }

    static void describe(Passage<DescribeTransactionsRequestData> passage) {
        CallerRights access = passage.access();
        List<String> refused = Passage.takeOut(
                passage.request().transactionalIds(), id -> access.transaction(AclOperation.DESCRIBE, id));
        passage.on(DescribeTransactionsResponseData.class, response -> {
            response.transactionStates()
                    .forEach(state -> Passage.takeOut(
                            state.topics(), topic -> access.topic(AclOperation.DESCRIBE, topic.topic())));
            refused.forEach(id -> response.transactionStates()
                    .add(new TransactionState()
                            .setTransactionalId(id)
                            .setErrorCode(Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED.code())));
        });
    }

    static void list(Passage<ListTransactionsRequestData> passage) {
        CallerRights access = passage.access();
        passage.on(
                ListTransactionsResponseData.class,
                response -> Passage.takeOut(
                        response.transactionStates(),
                        state -> access.transaction(AclOperation.DESCRIBE, state.transactionalId())));
    }
}
