package dev.millrace.broker.api;

import java.io.UncheckedIOException;

import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.catalog.ProducerIds;

/** Gives idempotent producers their ids. Transactional ids are refused: there is no coordinator for them here. */
final class InitProducerIdHandler implements Handler<InitProducerIdRequestData> {
    private static final Logger LOG = LoggerFactory.getLogger(InitProducerIdHandler.class);

    private final ProducerIds ids;

    InitProducerIdHandler(ProducerIds ids) {
        this.ids = ids;
    }

    @Override
    public void handle(InitProducerIdRequestData request, Call call) {
        if (request.transactionalId() != null) {
            call.answer(refused(Errors.INVALID_REQUEST));
            return;
        }
        try {
            call.answer(
                    new InitProducerIdResponseData().setProducerId(ids.next()).setProducerEpoch((short) 0));
        } catch (UncheckedIOException e) {
            LOG.error("No producer id can be given out", e);
            call.answer(refused(Errors.COORDINATOR_NOT_AVAILABLE));
        }
    }

    private static InitProducerIdResponseData refused(Errors error) {
        return new InitProducerIdResponseData().setErrorCode(error.code()).setProducerEpoch((short) -1);
    }
}
