package dev.millrace.broker.api;

import java.util.List;

import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddOffsetsToTxnResponseData;

import dev.millrace.broker.transaction.ProducerIdentity;
import dev.millrace.broker.transaction.TransactionCoordinator;

/** Lets the offsets of a group take part in a transaction, before they are committed in it. */
final class AddOffsetsToTxnHandler implements Handler<AddOffsetsToTxnRequestData> {
    private static final short FENCED_HAS_A_NAME = 2;

    private final TransactionCoordinator transactions;

    AddOffsetsToTxnHandler(TransactionCoordinator transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(AddOffsetsToTxnRequestData request, Call call) {
        transactions.add(
                request.transactionalId(),
                new ProducerIdentity(request.producerId(), request.producerEpoch()),
                List.of(TxnOffsetCommitHandler.OFFSETS),
                error -> call.answer(new AddOffsetsToTxnResponseData()
                        .setErrorCode(FencingErrors.forVersion(error, call.version(), FENCED_HAS_A_NAME)
                                .code())));
    }
}
