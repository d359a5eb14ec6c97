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

/** An output with a producer behind it, which has a thread of its own for what is under way. */
abstract sealed class ThroughProducer implements RecordOutput permits ProducerOutput, TransactionalOutput {
    /** The producer in use. Any thread. */
    abstract Producer<byte[], byte[]> producer();

    /** The record as a producer takes it. */
    static ProducerRecord<byte[], byte[]> producerRecord(String topic, int partition, SerializedRecord record) {
        @Nullable Integer chosen = partition == BY_KEY ? null : (Integer) partition;
        return new ProducerRecord<>(topic, chosen, record.timestamp(), record.key(), record.value(), record.headers());
    }

    @Override
    public void flush() {
        producer().flush();
    }

    @Override
    public int partitionCount(String topic) {
        return producer().partitionsFor(topic).size();
    }

    @Override
    public long drive() {
        return IDLE;
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return producer().metrics();
    }

    @Override
    public Optional<Uuid> instanceId(Duration patience) {
        return Optional.of(producer().clientInstanceId(patience));
    }

    @Override
    public void close(Duration patience) {
        producer().close(patience);
    }
}
