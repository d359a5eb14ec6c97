package dev.millrace.broker.api;

import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.EndTxnResponseData;
import org.apache.kafka.common.protocol.Errors;

import dev.millrace.broker.transaction.EndRequest;
import dev.millrace.broker.transaction.ProducerIdentity;
import dev.millrace.broker.transaction.TransactionCoordinator;

/** Ends transactions; the answer comes when every partition that took part knows. */
final class EndTxnHandler implements Handler<EndTxnRequestData> {
    private static final short FENCED_HAS_A_NAME = 2;
    private static final short RAISES_EPOCH = 5;

    private final TransactionCoordinator transactions;

    EndTxnHandler(TransactionCoordinator transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(EndTxnRequestData request, Call call) {
        boolean raises = call.version() >= RAISES_EPOCH;
        var producer = new ProducerIdentity(request.producerId(), request.producerEpoch());
        var end = new EndRequest(request.transactionalId(), producer, request.committed(), raises);
        transactions.end(end, reply -> {
            Errors told = FencingErrors.forVersion(reply.error(), call.version(), FENCED_HAS_A_NAME);
            EndTxnResponseData response = new EndTxnResponseData().setErrorCode(told.code());
            if (raises) {
                response.setProducerId(reply.producer().id())
                        .setProducerEpoch(reply.producer().epoch());
            }
            call.answer(response);
        });
    }
}
