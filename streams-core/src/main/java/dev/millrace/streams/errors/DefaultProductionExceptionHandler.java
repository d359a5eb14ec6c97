package dev.millrace.streams.errors;

import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;

/** Tries again after errors that may pass, and fails the task on all others; the default. <i>Immutable.</i> */
public class DefaultProductionExceptionHandler implements ProductionExceptionHandler {
    /** A handler without settings. */
    public DefaultProductionExceptionHandler() {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return exception instanceof RetriableException ? Response.retry() : Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {}
}
