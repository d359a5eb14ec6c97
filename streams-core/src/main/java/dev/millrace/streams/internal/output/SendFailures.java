package dev.millrace.streams.internal.output;

import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.DefaultProductionExceptionHandler;
import dev.millrace.streams.errors.ProductionExceptionHandler;
import dev.millrace.streams.errors.ProductionExceptionHandler.Response;
import dev.millrace.streams.errors.ProductionExceptionHandler.Result;
import dev.millrace.streams.errors.ProductionExceptionHandler.SerializationExceptionOrigin;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskMigratedException;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * What becomes of records that could not be written: the handler decides, and the first error that is not to be ignored
 * is kept until the owner of the task asks for it.
 *
 * <p><i>Thread-safe:</i> a thread of the output may report; the owner of the task reads one atomic reference.
 */
final class SendFailures {
    private static final Logger LOG = LoggerFactory.getLogger(SendFailures.class);

    private final TaskId task;
    private final ProductionExceptionHandler handler;
    private final TaskMeters meters;
    private final AtomicReference<@Nullable RuntimeException> first = new AtomicReference<>();

    SendFailures(TaskId task, ProductionExceptionHandler handler, TaskMeters meters) {
        this.task = requireNonNull(task, "task");
        this.handler = requireNonNull(handler, "handler");
        this.meters = requireNonNull(meters, "meters");
    }

    /** Whether the handler looks at the record and its context, which then must be kept until it is acknowledged. */
    boolean handlerWantsRecord() {
        return handler.getClass() != DefaultProductionExceptionHandler.class;
    }

    /** Throws the first error, if there was one; it stays. */
    void rethrowFirst() {
        RuntimeException error = first.get();
        if (error != null) {
            throw error;
        }
    }

    /** The handler is asked for nothing: {@code error} fails the task. */
    void fail(RuntimeException error) {
        first.compareAndSet(null, error);
    }

    /** The producer gave up {@code sent}, or could not even take it. */
    void sendFailed(SentRecord sent, Exception error) {
        RuntimeException verdict = verdict(sent, error);
        if (verdict == null) {
            LOG.warn("Task {} goes on without a record that topic {} did not take", task, sent.topic(), error);
            meters.recordDropped();
        } else {
            fail(verdict);
        }
    }

    private @Nullable RuntimeException verdict(SentRecord sent, Exception error) {
        if (first.get() != null) {
            return first.get();
        }
        if (SendErrors.producerIsFenced(error)) {
            return new TaskMigratedException(message(sent, error) + "; the task runs elsewhere by now", error);
        }
        if (SendErrors.nothingCanBeWritten(error)) {
            return new StreamsException(message(sent, error), error, task);
        }
        return handlerVerdict(sent, error);
    }

    private @Nullable RuntimeException handlerVerdict(SentRecord sent, Exception error) {
        Response response;
        try {
            response = requireNonNull(
                    handler.handleError(sent.context(), sent.record(), error), "response of the exception handler");
        } catch (RuntimeException failed) {
            return handlerFailed(failed);
        }
        if (response.result() == Result.RETRY && error instanceof RetriableException) {
            return new UnwrittenRecordException(task, error);
        }
        return response.result() == Result.RESUME ? null : new StreamsException(message(sent, error), error, task);
    }

    /**
     * A serialiser refused a record; returns if the record is to be dropped.
     *
     * @throws StreamsException if the handler does not want to go on
     */
    void serializationFailed(
            ProducerRecord<?, ?> record, SerializationExceptionOrigin origin, FailureContext context, Exception error) {
        Response response;
        try {
            response = requireNonNull(
                    handler.handleSerializationError(context, record, error, origin),
                    "response of the exception handler");
        } catch (RuntimeException failed) {
            throw handlerFailed(failed);
        }
        if (response.result() != Result.RESUME) {
            throw new StreamsException(
                    "Unable to serialize record. ProducerRecord(topic=[" + record.topic() + "], partition=["
                            + record.partition() + "], timestamp=[" + record.timestamp() + "])",
                    error,
                    task);
        }
        LOG.warn(
                "Task {} goes on without a record for topic {}: its {} could not be serialised",
                task,
                record.topic(),
                origin,
                error);
        meters.recordDropped();
    }

    private StreamsException handlerFailed(RuntimeException failed) {
        return new StreamsException("The production exception handler failed", failed, task);
    }

    private String message(SentRecord sent, Exception error) {
        return "Error encountered sending record to topic " + sent.topic() + " for task " + task + " due to: " + error;
    }
}
