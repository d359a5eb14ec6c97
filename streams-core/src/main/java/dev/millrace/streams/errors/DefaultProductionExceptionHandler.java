package dev.millrace.streams.errors;

import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;

import dev.millrace.streams.StreamsConfig;

/**
 * Tries again what may pass, stops on anything else: the default. <i>Immutable</i> once configured.
 *
 * @see StreamsConfig#ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG
 */
public class DefaultProductionExceptionHandler implements ProductionExceptionHandler {
    private DeadLetters deadLetters = DeadLetters.none();

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.configured(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return exception instanceof RetriableException
                ? Response.retry()
                : Response.fail(deadLetters.of(context, exception));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        return Response.fail(deadLetters.of(context, exception));
    }
}
