package dev.millrace.broker.api;

import java.io.UncheckedIOException;

import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.catalog.ProducerIds;
import dev.millrace.broker.transaction.InitRequest;
import dev.millrace.broker.transaction.ProducerIdentity;
import dev.millrace.broker.transaction.TransactionCoordinator;

/** Gives producers their ids: idempotent ones a new one each, transactional ones that of their transactional id. */
final class InitProducerIdHandler implements Handler<InitProducerIdRequestData> {
    private static final Logger LOG = LoggerFactory.getLogger(InitProducerIdHandler.class);
    private static final short FENCED_HAS_A_NAME = 4;

    private final ProducerIds ids;
    private final TransactionCoordinator transactions;

    InitProducerIdHandler(ProducerIds ids, TransactionCoordinator transactions) {
        this.ids = ids;
        this.transactions = transactions;
    }

    @Override
    public void handle(InitProducerIdRequestData request, Call call) {
        if (request.transactionalId() == null) {
            call.answer(idempotent());
            return;
        }
        ProducerIdentity expected = new ProducerIdentity(request.producerId(), request.producerEpoch());
        if (expected.isNone() != (expected.epoch() < 0)) {
            call.answer(refused(Errors.INVALID_REQUEST));
            return;
        }
        var init = new InitRequest(request.transactionalId(), request.transactionTimeoutMs(), expected);
        transactions.init(
                init,
                reply -> call.answer(
                        reply.error() == Errors.NONE
                                ? new InitProducerIdResponseData()
                                        .setProducerId(reply.producer().id())
                                        .setProducerEpoch(reply.producer().epoch())
                                : refused(FencingErrors.forVersion(reply.error(), call.version(), FENCED_HAS_A_NAME))));
    }

    private InitProducerIdResponseData idempotent() {
        try {
            return new InitProducerIdResponseData().setProducerId(ids.next()).setProducerEpoch((short) 0);
        } catch (UncheckedIOException e) {
            LOG.error("No producer id can be given out", e);
            return refused(Errors.COORDINATOR_NOT_AVAILABLE);
        }
    }

    private static InitProducerIdResponseData refused(Errors error) {
        return new InitProducerIdResponseData().setErrorCode(error.code()).setProducerEpoch((short) -1);
    }
}
