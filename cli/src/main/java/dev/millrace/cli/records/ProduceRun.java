package dev.millrace.cli.records;

import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.Json;
import dev.millrace.cli.session.FailureWords;
import dev.millrace.cli.session.SessionOptions;

/**
 * Writes records until the input ends or one is refused.
 *
 * <p><em>Thread-safe: outcomes arrive in the thread of the producer, under the monitor of the object.</em>
 */
final class ProduceRun {
    private final SessionOptions session;
    private final Properties properties;
    private final String topic;
    private final boolean transaction;
    private final Map<Integer, Long> lastOffsets = new TreeMap<>();
    private long written;
    private @Nullable Exception failure;

    ProduceRun(SessionOptions session, Properties properties, String topic, boolean transaction) {
        this.session = session;
        this.properties = properties;
        this.topic = topic;
        this.transaction = transaction;
    }

    /**
     * Writes all records.
     *
     * @return the exit code
     * @throws CommandFailed if a record was refused; a transaction is then aborted
     */
    int writeAll(RecordInput records) throws IOException {
        ByteArraySerializer bytes = new ByteArraySerializer();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(properties, bytes, bytes)) {
            if (transaction) {
                inTransaction(records, producer);
            } else {
                sendAll(records, producer);
            }
        }
        Exception refused = firstFailure();
        if (refused != null) {
            throw new CommandFailed(
                    "topic " + topic + ": " + FailureWords.of(refused) + " (" + written() + " records were written"
                            + (transaction ? ", and aborted)" : ")"),
                    refused);
        }
        report();
        return 0;
    }

    private void inTransaction(RecordInput records, Producer<byte[], byte[]> producer) throws IOException {
        producer.initTransactions();
        producer.beginTransaction();
        boolean sent = false;
        try {
            sendAll(records, producer);
            sent = firstFailure() == null;
        } finally {
            if (sent) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private void sendAll(RecordInput records, Producer<byte[], byte[]> producer) throws IOException {
        ProducerRecord<byte[], byte[]> next = records.next();
        while (next != null && firstFailure() == null) {
            producer.send(next, this::outcome);
            next = records.next();
        }
        producer.flush();
    }

    private synchronized void outcome(@Nullable RecordMetadata place, @Nullable Exception fault) {
        if (fault != null) {
            failure = failure == null ? fault : failure;
            return;
        }
        written++;
        if (place != null && place.hasOffset()) {
            lastOffsets.merge(place.partition(), place.offset(), Math::max);
        }
    }

    private synchronized @Nullable Exception firstFailure() {
        return failure;
    }

    private synchronized long written() {
        return written;
    }

    private synchronized void report() {
        if (session.json()) {
            session.printer().json(Json.object("topic", topic, "records", written, "lastOffsets", lastOffsets));
        }
    }
}
