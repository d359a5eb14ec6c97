package dev.millrace.streams.errors;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a record that cannot be deserialised, and goes on without it. <i>Immutable.</i> */
public class LogAndContinueExceptionHandler implements DeserializationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LogAndContinueExceptionHandler.class);

    @Override
    public void configure(Map<String, ?> configs) {
        // has no settings
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        LOG.warn(
                "Skipping: the record of {}-{} at offset {} in task {} cannot be deserialised",
                record.topic(),
                record.partition(),
                record.offset(),
                context.taskId(),
                exception);
        return Response.resume();
    }
}
