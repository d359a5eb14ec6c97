package dev.millrace.examples.wordcount;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lines of a book to a topic, spread over its partitions in batches.
 *
 * <p><em>Confined to the main thread;</em> the producer's thread only notes the first failure.
 */
final class LineFeed {

    private final String bootstrapServers;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long lines;

    LineFeed(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    /**
     * Sends every line and waits until all are acknowledged, or gives up early when asked to stop.
     *
     * @return how many lines were sent
     * @throws WordCountFailure if a line was not acknowledged
     */
    long send(Book book, StopSignal stop) {
        Map<String, Object> settings =
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 20);
        try (Producer<byte[], String> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new StringSerializer())) {
            book.forEachLine(line -> {
                if (!stop.isRaised() && failure.get() == null) {
                    send(line, producer);
                }
            });
            producer.flush();
        }
        Exception first = failure.get();
        if (first != null) {
            throw new WordCountFailure("cannot write to topic " + topic + ": " + first.getMessage(), first);
        }
        return lines;
    }

    private void send(String line, Producer<byte[], String> producer) {
        producer.send(new ProducerRecord<>(topic, line), (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
        lines++;
    }
}
