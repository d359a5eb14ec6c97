package dev.millrace.streams.errors;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Skips records that cannot be deserialised. <i>Immutable.</i> */
public class LogAndContinueExceptionHandler implements DeserializationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LogAndContinueExceptionHandler.class);

    /** A handler without settings. */
    public LogAndContinueExceptionHandler() {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        LOG.warn(
                "Task {} cannot deserialise the record at {}-{} offset {} for {}, and skips it",
                context.taskId(),
                record.topic(),
                record.partition(),
                record.offset(),
                context.processorNodeId(),
                exception);
        return Response.resume();
    }

    @Override
    public void configure(Map<String, ?> configs) {}
}
