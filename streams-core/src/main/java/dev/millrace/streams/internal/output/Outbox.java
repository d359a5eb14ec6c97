package dev.millrace.streams.internal.output;

import org.apache.kafka.common.KafkaException;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskMigratedException;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * Hands the records of one task to the output. <i>Confined to the owner of the task;</i> the output is shared with
 * other tasks of the stream thread.
 */
final class Outbox {
    private final TaskId task;
    private final RecordOutput output;
    private final SendFailures failures;

    Outbox(TaskId task, RecordOutput output, SendFailures failures) {
        this.task = requireNonNull(task, "task");
        this.output = requireNonNull(output, "output");
        this.failures = requireNonNull(failures, "failures");
    }

    RecordOutput output() {
        return output;
    }

    SendFailures failures() {
        return failures;
    }

    TaskId task() {
        return task;
    }

    /**
     * Sends {@code record}; {@code listener} hears of it, perhaps on a thread of the output.
     *
     * @throws StreamsException if an earlier record failed, or the output does not take this one
     */
    void send(String topic, int partition, SerializedRecord record, SendListener listener) {
        failures.rethrowFirst();
        try {
            output.append(topic, partition, record, listener);
        } catch (KafkaException refused) {
            throw refusal(topic, refused);
        }
    }

    private StreamsException refusal(String topic, KafkaException refused) {
        Throwable reason = refused.getCause() != null ? refused.getCause() : refused;
        if (SendErrors.producerIsFenced(refused) || SendErrors.producerIsFenced(reason)) {
            return new TaskMigratedException(
                    "The producer of task " + task + " was fenced; the task runs elsewhere by now", reason);
        }
        return new StreamsException(
                "Error encountered trying to send record to topic " + topic + " for task " + task, refused, task);
    }
}
