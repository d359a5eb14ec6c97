package dev.millrace.streams.internal.output;

import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Takes what exception handlers want written about a failure. <i>Confined to the owner of the task.</i> */
@FunctionalInterface
public interface DeadLetterSink {
    /**
     * Writes {@code letters}, each to the topic it names.
     *
     * @throws dev.millrace.streams.errors.StreamsException if nothing can be written any more
     */
    void write(List<ProducerRecord<byte[], byte[]>> letters);
}
