package dev.millrace.streams.errors;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.processor.api.Record;

/**
 * Logs what a processor threw, and stops: the default. <i>Immutable</i> once configured.
 *
 * @see StreamsConfig#ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG
 */
public class LogAndFailProcessingExceptionHandler implements ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LogAndFailProcessingExceptionHandler.class);

    private DeadLetters deadLetters = DeadLetters.none();

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.configured(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        LOG.error(
                "Stopping: processor {} failed on the record of {}-{} at offset {} in task {}",
                context.processorNodeId(),
                context.topic(),
                context.partition(),
                context.offset(),
                context.taskId(),
                exception);
        return Response.fail(deadLetters.of(context, exception));
    }
}
