package dev.millrace.streams.errors;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.StreamsConfig;

/**
 * Logs a record that cannot be deserialised, and stops: the default. <i>Immutable</i> once configured.
 *
 * @see StreamsConfig#ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG
 */
public class LogAndFailExceptionHandler implements DeserializationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LogAndFailExceptionHandler.class);

    private DeadLetters deadLetters = DeadLetters.none();

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.configured(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        LOG.error(
                "Stopping: the record of {}-{} at offset {} in task {} cannot be deserialised",
                record.topic(),
                record.partition(),
                record.offset(),
                context.taskId(),
                exception);
        return Response.fail(deadLetters.of(context, exception));
    }
}
