package dev.millrace.broker.metrics;

import java.util.Map;

import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;

/**
 * What goes in and out of one topic, or of all together.
 *
 * <p>Thread-safe, as the meters are.
 */
final class TopicMeters {
    private static final String DOMAIN = "kafka.server:type=BrokerTopicMetrics";

    private final Meter messagesIn = new Meter();
    private final Meter bytesIn = new Meter();
    private final Meter bytesOut = new Meter();
    private final Meter bytesRejected = new Meter();
    private final Meter produced = new Meter();
    private final Meter fetched = new Meter();
    private final Meter produceFailed = new Meter();
    private final Meter fetchFailed = new Meter();

    /** Shows the meters in a registry, under names with these tags. */
    void show(MetricRegistry registry, String... tags) {
        byName().forEach((name, meter) -> registry.register(BeanName.of(DOMAIN, name, tags), meter));
    }

    /** Takes them out of a registry again. */
    void hide(MetricRegistry registry, String... tags) {
        byName().keySet().forEach(name -> registry.remove(BeanName.of(DOMAIN, name, tags)));
    }

    private Map<String, Meter> byName() {
        return Map.of(
                "MessagesInPerSec", messagesIn,
                "BytesInPerSec", bytesIn,
                "BytesOutPerSec", bytesOut,
                "BytesRejectedPerSec", bytesRejected,
                "TotalProduceRequestsPerSec", produced,
                "TotalFetchRequestsPerSec", fetched,
                "FailedProduceRequestsPerSec", produceFailed,
                "FailedFetchRequestsPerSec", fetchFailed);
    }

    void appended(long bytes, long records) {
        produced.mark();
        messagesIn.mark(records);
        bytesIn.mark(bytes);
    }

    void refused(long bytes) {
        produced.mark();
        produceFailed.mark();
        bytesRejected.mark(bytes);
    }

    void read(long bytes) {
        fetched.mark();
        bytesOut.mark(bytes);
    }

    void notRead() {
        fetched.mark();
        fetchFailed.mark();
    }
}
