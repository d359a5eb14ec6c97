package dev.millrace.streams.internal.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private final ProductionErrors errors;
    private final TaskMeters meters;
    private final AtomicReference<@Nullable RuntimeException> first = new AtomicReference<>();
    private final Queue<ProducerRecord<byte[], byte[]>> deadLetters = new ConcurrentLinkedQueue<>();

    SendFailures(TaskId task, ProductionErrors errors, TaskMeters meters) {
        this.task = requireNonNull(task, "task");
        this.errors = requireNonNull(errors, "errors");
        this.meters = requireNonNull(meters, "meters");
    }

    /** Whether the handler looks at the record and its context, which then must be kept until it is acknowledged. */
    boolean handlerWantsRecord() {
        return errors.wantsRecord();
    }

    /** The first error; null if there was none. */
    @Nullable
    RuntimeException first() {
        return first.get();
    }

    /** What the handler wanted written about records that were refused, and was not taken yet. */
    List<ProducerRecord<byte[], byte[]>> takeDeadLetters() {
        List<ProducerRecord<byte[], byte[]>> taken = new ArrayList<>();
        for (var letter = deadLetters.poll(); letter != null; letter = deadLetters.poll()) {
            taken.add(letter);
        }
        return taken;
    }

    /** A dead letter could not be written, which fails the task. */
    void deadLetterFailed(String topic, Exception error) {
        RuntimeException fatal = fatal(new SentRecord(topic, null, null), error);
        fail(
                fatal != null
                        ? fatal
                        : new StreamsException("A dead letter could not be written to topic " + topic, error, task));
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
        RuntimeException fatal = fatal(sent, error);
        return fatal != null ? fatal : handlerVerdict(sent, error);
    }

    /** What no handler is asked about; null for everything else. */
    private @Nullable RuntimeException fatal(SentRecord sent, Exception error) {
        if (SendErrors.producerIsFenced(error)) {
            return new TaskMigratedException(message(sent, error) + "; the task runs elsewhere by now", error);
        }
        return SendErrors.nothingCanBeWritten(error) ? new StreamsException(message(sent, error), error, task) : null;
    }

    private @Nullable RuntimeException handlerVerdict(SentRecord sent, Exception error) {
        Response response;
        try {
            response = requireNonNull(
                    errors.handler().handleError(sent.context(), sent.record(), error),
                    "response of the exception handler");
        } catch (RuntimeException failed) {
            return handlerFailed(failed);
        }
        if (response.result() == Result.RETRY && error instanceof RetriableException) {
            return new UnwrittenRecordException(task, error);
        }
        deadLetters.addAll(response.deadLetterQueueRecords());
        return response.result() == Result.RESUME ? null : new StreamsException(message(sent, error), error, task);
    }

    /**
     * A serialiser refused a record; returns if the record is to be dropped.
     *
     * @param letters takes what the handler wants written about it
     * @throws StreamsException if the handler does not want to go on
     */
    void serializationFailed(
            ProducerRecord<?, ?> record,
            SerializationExceptionOrigin origin,
            FailureContext context,
            Exception error,
            DeadLetterSink letters) {
        Response response = answer(record, origin, context, error);
        letters.write(response.deadLetterQueueRecords());
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

    private Response answer(
            ProducerRecord<?, ?> record, SerializationExceptionOrigin origin, FailureContext context, Exception error) {
        try {
            return requireNonNull(
                    errors.handler().handleSerializationError(context, record, error, origin),
                    "response of the exception handler");
        } catch (RuntimeException failed) {
            throw handlerFailed(failed);
        }
    }

    private StreamsException handlerFailed(RuntimeException failed) {
        return new StreamsException("The production exception handler failed", failed, task);
    }

    private String message(SentRecord sent, Exception error) {
        return "Error encountered sending record to topic " + sent.topic() + " for task " + task + " due to: " + error;
    }
}
