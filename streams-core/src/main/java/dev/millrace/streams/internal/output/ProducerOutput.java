package dev.millrace.streams.internal.output;

import org.apache.kafka.clients.producer.Producer;

import static java.util.Objects.requireNonNull;

/** Writes through any producer. */
public final class ProducerOutput extends ThroughProducer {
    private final Producer<byte[], byte[]> producer;

    /** Writes through {@code producer}, and closes it in the end. */
    public ProducerOutput(Producer<byte[], byte[]> producer) {
        this.producer = requireNonNull(producer, "producer");
    }

    @Override
    public void append(String topic, int partition, SerializedRecord record, SendListener listener) {
        producer.send(producerRecord(topic, partition, record), listener);
    }

    @Override
    Producer<byte[], byte[]> producer() {
        return producer;
    }
}
