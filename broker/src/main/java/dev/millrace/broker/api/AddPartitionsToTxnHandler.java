package dev.millrace.broker.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopic;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTransaction;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData.AddPartitionsToTxnPartitionResult;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData.AddPartitionsToTxnResult;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData.AddPartitionsToTxnTopicResult;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData.AddPartitionsToTxnTopicResultCollection;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.transaction.ProducerIdentity;
import dev.millrace.broker.transaction.TransactionCoordinator;

/**
 * Lets partitions take part in transactions before their producers write to them. Up to version 3 one transaction a
 * request; from then on many, or the mere question whether they take part.
 */
final class AddPartitionsToTxnHandler implements Handler<AddPartitionsToTxnRequestData> {
    private static final short FENCED_HAS_A_NAME = 2;
    private static final short MANY_TRANSACTIONS = 4;

    private final KnownPartitions partitions;
    private final TransactionCoordinator transactions;

    AddPartitionsToTxnHandler(KnownPartitions partitions, TransactionCoordinator transactions) {
        this.partitions = partitions;
        this.transactions = transactions;
    }

    @Override
    public void handle(AddPartitionsToTxnRequestData request, Call call) {
        AddPartitionsToTxnResponseData response = new AddPartitionsToTxnResponseData();
        if (call.version() < MANY_TRANSACTIONS) {
            var only = new AddPartitionsToTxnTransaction()
                    .setTransactionalId(request.v3AndBelowTransactionalId())
                    .setProducerId(request.v3AndBelowProducerId())
                    .setProducerEpoch(request.v3AndBelowProducerEpoch())
                    .setTopics(request.v3AndBelowTopics());
            add(only, call.version(), results -> call.answer(response.setResultsByTopicV3AndBelow(results)));
            return;
        }
        if (request.transactions().isEmpty()) {
            call.answer(response);
        }
        int expected = request.transactions().size();
        for (AddPartitionsToTxnTransaction transaction : request.transactions()) {
            add(transaction, call.version(), results -> {
                response.resultsByTransaction()
                        .add(new AddPartitionsToTxnResult()
                                .setTransactionalId(transaction.transactionalId())
                                .setTopicResults(results));
                if (response.resultsByTransaction().size() == expected) {
                    call.answer(response);
                }
            });
        }
    }

    private void add(
            AddPartitionsToTxnTransaction wanted,
            short version,
            Consumer<AddPartitionsToTxnTopicResultCollection> then) {
        ProducerIdentity producer = new ProducerIdentity(wanted.producerId(), wanted.producerEpoch());
        List<TopicPartition> known = new ArrayList<>();
        boolean unknown = false;
        for (AddPartitionsToTxnTopic topic : wanted.topics()) {
            for (int partition : topic.partitions()) {
                unknown |= !exists(topic.name(), partition);
                known.add(new TopicPartition(topic.name(), partition));
            }
        }
        if (unknown) {
            then.accept(results(
                    wanted,
                    partition -> exists(partition.topic(), partition.partition())
                            ? Errors.OPERATION_NOT_ATTEMPTED
                            : Errors.UNKNOWN_TOPIC_OR_PARTITION));
        } else if (wanted.verifyOnly()) {
            then.accept(
                    results(wanted, partition -> transactions.mayWrite(wanted.transactionalId(), producer, partition)));
        } else {
            transactions.add(wanted.transactionalId(), producer, known, error -> {
                Errors told = FencingErrors.forVersion(error, version, FENCED_HAS_A_NAME);
                then.accept(results(wanted, partition -> told));
            });
        }
    }

    private boolean exists(String topic, int partition) {
        return partitions.log(partitions.topic(topic), partition) != null;
    }

    private static AddPartitionsToTxnTopicResultCollection results(
            AddPartitionsToTxnTransaction wanted, Function<TopicPartition, Errors> error) {
        AddPartitionsToTxnTopicResultCollection results = new AddPartitionsToTxnTopicResultCollection();
        for (AddPartitionsToTxnTopic topic : wanted.topics()) {
            AddPartitionsToTxnTopicResult result = new AddPartitionsToTxnTopicResult().setName(topic.name());
            for (int partition : topic.partitions()) {
                Errors told = error.apply(new TopicPartition(topic.name(), partition));
                result.resultsByPartition()
                        .add(new AddPartitionsToTxnPartitionResult()
                                .setPartitionIndex(partition)
                                .setPartitionErrorCode(told.code()));
            }
            results.add(result);
        }
        return results;
    }
}
