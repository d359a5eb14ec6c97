package dev.millrace.streams.internal.output;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** Writes through any producer, which has a thread of its own for what is under way. */
public final class ProducerOutput implements RecordOutput {
    private final Producer<byte[], byte[]> producer;

    /** Writes through {@code producer}, and closes it in the end. */
    public ProducerOutput(Producer<byte[], byte[]> producer) {
        this.producer = requireNonNull(producer, "producer");
    }

    @Override
    public void append(String topic, int partition, SerializedRecord record, SendListener listener) {
        producer.send(producerRecord(topic, partition, record), listener);
    }

    /** The record as a producer takes it. */
    static ProducerRecord<byte[], byte[]> producerRecord(String topic, int partition, SerializedRecord record) {
        @Nullable Integer chosen = partition == BY_KEY ? null : (Integer) partition;
        return new ProducerRecord<>(topic, chosen, record.timestamp(), record.key(), record.value(), record.headers());
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public int partitionCount(String topic) {
        return producer.partitionsFor(topic).size();
    }

    @Override
    public long drive() {
        return IDLE;
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return producer.metrics();
    }

    @Override
    public Optional<Uuid> instanceId(Duration patience) {
        return Optional.of(producer.clientInstanceId(patience));
    }

    @Override
    public void close(Duration patience) {
        producer.close(patience);
    }
}
