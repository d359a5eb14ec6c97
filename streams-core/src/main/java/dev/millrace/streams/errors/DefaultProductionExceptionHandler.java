package dev.millrace.streams.errors;

import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;

/** Tries again what may pass, stops on anything else: the default. <i>Immutable.</i> */
public class DefaultProductionExceptionHandler implements ProductionExceptionHandler {
    @Override
    public void configure(Map<String, ?> configs) {
        // has no settings
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return exception instanceof RetriableException ? Response.retry() : Response.fail();
    }
}
