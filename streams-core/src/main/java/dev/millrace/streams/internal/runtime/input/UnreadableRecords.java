package dev.millrace.streams.internal.runtime.input;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.DeserializationExceptionHandler;
import dev.millrace.streams.errors.DeserializationExceptionHandler.Response;
import dev.millrace.streams.errors.DeserializationExceptionHandler.Result;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.output.DeadLetterSink;
import dev.millrace.streams.internal.output.FailureContext;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/** Asks the handler what becomes of records that one source cannot read. <i>Confined to the owner of the task.</i> */
public final class UnreadableRecords {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);

    private final TaskId task;
    private final String sourceName;
    private final DeserializationExceptionHandler handler;
    private final TaskMeters meters;
    private final DeadLetterSink letters;

    /** Asks {@code handler} about records of the source {@code sourceName}. */
    public UnreadableRecords(
            TaskId task,
            String sourceName,
            DeserializationExceptionHandler handler,
            TaskMeters meters,
            DeadLetterSink letters) {
        this.task = requireNonNull(task, "task");
        this.sourceName = requireNonNull(sourceName, "sourceName");
        this.handler = requireNonNull(handler, "handler");
        this.meters = requireNonNull(meters, "meters");
        this.letters = requireNonNull(letters, "letters");
    }

    /** Returns if {@code raw} is to be skipped. */
    void skipOrFail(ConsumerRecord<byte[], byte[]> raw, RuntimeException error) {
        Response response = response(raw, error);
        letters.write(response.deadLetterQueueRecords());
        if (response.result() == Result.FAIL) {
            throw new StreamsException(
                    "The record at " + raw.topic() + "-" + raw.partition() + " offset " + raw.offset()
                            + " cannot be deserialised, and the deserialization exception handler says to fail."
                            + " To skip such records set deserialization.exception.handler to one that resumes.",
                    error,
                    task);
        }
        dropped();
    }

    /** One record was given up. */
    void dropped() {
        meters.recordDropped();
    }

    private Response response(ConsumerRecord<byte[], byte[]> raw, RuntimeException error) {
        FailureContext context = new FailureContext(
                raw.topic(),
                raw.partition(),
                raw.offset(),
                raw.headers(),
                sourceName,
                task,
                raw.timestamp(),
                raw.key(),
                raw.value());
        try {
            return requireNonNull(handler.handleError(context, raw, error), "response of the exception handler");
        } catch (RuntimeException failed) {
            LOG.error("The deserialization exception handler failed itself; it was asked about this error", error);
            throw new StreamsException("The deserialization exception handler failed", failed, task);
        }
    }
}
