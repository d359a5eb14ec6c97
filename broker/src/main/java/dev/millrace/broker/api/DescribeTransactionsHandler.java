package dev.millrace.broker.api;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.DescribeTransactionsRequestData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData.TopicData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData.TransactionState;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.transaction.Transaction;
import dev.millrace.broker.transaction.TransactionCoordinator;

/** Describes transactional ids. */
final class DescribeTransactionsHandler implements Handler<DescribeTransactionsRequestData> {
    private final TransactionCoordinator transactions;

    DescribeTransactionsHandler(TransactionCoordinator transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(DescribeTransactionsRequestData request, Call call) {
        DescribeTransactionsResponseData response = new DescribeTransactionsResponseData();
        for (String id : request.transactionalIds()) {
            response.transactionStates().add(describe(id));
        }
        call.answer(response);
    }

    private TransactionState describe(String id) {
        TransactionState answer = new TransactionState().setTransactionalId(id);
        Transaction transaction = transactions.get(id);
        if (transaction == null) {
            Errors error = id.isEmpty() ? Errors.INVALID_REQUEST : Errors.TRANSACTIONAL_ID_NOT_FOUND;
            return answer.setErrorCode(error.code());
        }
        for (TopicPartition partition : transaction.partitions()) {
            TopicData topic = answer.topics().find(partition.topic());
            if (topic == null) {
                topic = new TopicData().setTopic(partition.topic());
                answer.topics().add(topic);
            }
            topic.partitions().add(partition.partition());
        }
        return answer.setTransactionState(transaction.phase().title())
                .setTransactionTimeoutMs(transaction.timeoutMs())
                .setTransactionStartTimeMs(transaction.startMs())
                .setProducerId(transaction.producer().id())
                .setProducerEpoch(transaction.producer().epoch());
    }
}
