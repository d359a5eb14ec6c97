package dev.millrace.streams.internal.runtime.thread;

import java.time.Duration;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of one stream thread.
 *
 * @param mailbox wakes the consumer
 */
public record ThreadClients(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, Mailbox mailbox) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(ThreadClients.class);

    /** Closes the producer, which sends what it still has, then the consumer. A failure is logged. */
    void close(CloseOptions options) {
        closeQuietly("producer", () -> producer.close(PATIENCE));
        closeQuietly(
                "consumer",
                () -> mailbox.calling(() -> {
                    consumer.close(options.withTimeout(PATIENCE));
                    return consumer;
                }));
    }

    private static void closeQuietly(String what, Runnable close) {
        try {
            close.run();
        } catch (RuntimeException failed) {
            LOG.warn("Closing the {} failed; its connections end with it", what, failed);
        }
    }
}
