package dev.millrace.streams.internal.output;

import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskMigratedException;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * Hands the records of one task to the output. <i>Confined to the owner of the task;</i> the output is shared with
 * other tasks of the stream thread.
 */
final class Outbox implements DeadLetterSink {
    private final TaskId task;
    private final RecordOutput output;
    private final SendFailures failures;
    private final CurrentRecord current;
    private final SendListener letterListener = new LetterListener();

    Outbox(TaskId task, RecordOutput output, SendFailures failures, CurrentRecord current) {
        this.task = requireNonNull(task, "task");
        this.output = requireNonNull(output, "output");
        this.failures = requireNonNull(failures, "failures");
        this.current = requireNonNull(current, "current");
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
        rethrowFirst();
        append(topic, partition, record, listener);
    }

    /** Throws the first error, if there was one, after its dead letters are on their way; it stays. */
    void rethrowFirst() {
        RuntimeException error = failures.first();
        if (error != null) {
            writeDeadLetters();
            throw error;
        }
    }

    /** Appends what the handler wanted written about records that were refused; returns if there was anything. */
    boolean writeDeadLetters() {
        List<ProducerRecord<byte[], byte[]>> letters = failures.takeDeadLetters();
        write(letters);
        return !letters.isEmpty();
    }

    /** One that is refused later fails the task: the handler is not asked about it. */
    @Override
    public void write(List<ProducerRecord<byte[], byte[]>> letters) {
        for (ProducerRecord<byte[], byte[]> letter : letters) {
            int partition = letter.partition() == null ? RecordOutput.BY_KEY : letter.partition();
            long timestamp = letter.timestamp() == null ? current.systemTimeMs() : letter.timestamp();
            SerializedRecord record =
                    new SerializedRecord().set(letter.key(), letter.value(), timestamp, letter.headers());
            append(letter.topic(), partition, record, letterListener);
        }
    }

    private void append(String topic, int partition, SerializedRecord record, SendListener listener) {
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

    /** A letter that cannot be written would be lost without anybody knowing. */
    private final class LetterListener implements SendListener {
        @Override
        public void acknowledged(long nextOffset) {}

        @Override
        public void failed(String topic, Exception error) {
            failures.deadLetterFailed(topic, error);
        }
    }
}
