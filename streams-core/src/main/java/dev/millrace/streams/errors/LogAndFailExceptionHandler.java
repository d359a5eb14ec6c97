package dev.millrace.streams.errors;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fails the task on a record that cannot be deserialised; the default. <i>Immutable.</i> */
public class LogAndFailExceptionHandler implements DeserializationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LogAndFailExceptionHandler.class);

    /** A handler without settings. */
    public LogAndFailExceptionHandler() {}

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        LOG.error(
                "Task {} cannot deserialise the record at {}-{} offset {} for {}, and fails",
                context.taskId(),
                record.topic(),
                record.partition(),
                record.offset(),
                context.processorNodeId(),
                exception);
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {}
}
