package dev.millrace.streams.internal.output;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskMigratedException;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * Hands the records of one task to the producer. <i>Confined to the owner of the task;</i> the producer is shared with
 * other tasks of the stream thread.
 */
final class Outbox {
    private final TaskId task;
    private final Producer<byte[], byte[]> producer;
    private final SendFailures failures;

    Outbox(TaskId task, Producer<byte[], byte[]> producer, SendFailures failures) {
        this.task = requireNonNull(task, "task");
        this.producer = requireNonNull(producer, "producer");
        this.failures = requireNonNull(failures, "failures");
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    SendFailures failures() {
        return failures;
    }

    TaskId task() {
        return task;
    }

    /**
     * Sends {@code record}; {@code onDone} hears of it on the producer's thread.
     *
     * @throws StreamsException if an earlier record failed, or the producer does not take this one
     */
    void send(ProducerRecord<byte[], byte[]> record, Callback onDone) {
        failures.rethrowFirst();
        try {
            producer.send(record, onDone);
        } catch (KafkaException refused) {
            throw refusal(record.topic(), refused);
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
