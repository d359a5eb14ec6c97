package dev.millrace.streams.internal.runtime.thread;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.output.RecordOutput;

/**
 * The clients of one stream thread.
 *
 * @param output where its tasks write
 * @param mailbox wakes the consumer
 */
public record ThreadClients(Consumer<byte[], byte[]> consumer, RecordOutput output, Mailbox mailbox) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(ThreadClients.class);

    /** What the clients measure. Any thread. */
    Map<MetricName, Metric> metrics() {
        Map<MetricName, Metric> metrics = new HashMap<>(consumer.metrics());
        metrics.putAll(output.metrics());
        return metrics;
    }

    /** Closes the output, which sends what it still has, then the consumer. A failure is logged. */
    void close(CloseOptions options) {
        closeQuietly("output", () -> output.close(PATIENCE));
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
