package dev.millrace.streams.internal.runtime.graph;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.errors.LogAndContinueProcessingExceptionHandler;
import dev.millrace.streams.errors.LogAndFailProcessingExceptionHandler;
import dev.millrace.streams.errors.ProcessingExceptionHandler;
import dev.millrace.streams.errors.ProcessingExceptionHandler.Response;
import dev.millrace.streams.errors.ProcessingExceptionHandler.Result;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.output.DeadLetterSink;
import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/** What becomes of records that processors of a task fail on. <i>Confined to the owner of the task.</i> */
public final class ProcessingFailures {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessingFailures.class);

    private final ProcessingExceptionHandler handler;
    private final RecordFrame frame;
    private final TaskMeters meters;
    private final DeadLetterSink letters;

    /** Whether the handler may look at the bytes of the input, which caches then must keep. */
    public static boolean wantInput(StreamsConfig config) {
        Class<?> handler = config.getClass(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG);
        return config.getString(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG) != null
                || handler != LogAndFailProcessingExceptionHandler.class
                        && handler != LogAndContinueProcessingExceptionHandler.class;
    }

    /** Asks {@code handler} about what the nodes of a task throw. */
    public ProcessingFailures(
            ProcessingExceptionHandler handler, RecordFrame frame, TaskMeters meters, DeadLetterSink letters) {
        this.handler = requireNonNull(handler, "handler");
        this.frame = requireNonNull(frame, "frame");
        this.meters = requireNonNull(meters, "meters");
        this.letters = requireNonNull(letters, "letters");
    }

    /**
     * Returns if the task goes on without {@code record}.
     *
     * @param record what the node was given; null if a schedule called it
     * @throws ProcessingFailure if the task is to fail
     */
    public void dropOrFail(String nodeName, @Nullable Record<?, ?> record, RuntimeException error) {
        Response response = response(nodeName, record, error);
        letters.write(response.deadLetterQueueRecords());
        if (response.result() == Result.FAIL) {
            throw new ProcessingFailure(nodeName, error, frame.task());
        }
        recordDropped();
    }

    /** A node gave a record up by itself. */
    void recordDropped() {
        meters.recordDropped();
    }

    private Response response(String nodeName, @Nullable Record<?, ?> record, RuntimeException error) {
        try {
            return requireNonNull(
                    handler.handleError(frame.failureContext(nodeName), record, error),
                    "response of the exception handler");
        } catch (RuntimeException failed) {
            LOG.error("The processing exception handler failed itself; it was asked about this error", error);
            throw new ProcessingFailure(nodeName, failed, frame.task());
        }
    }
}
