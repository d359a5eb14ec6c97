package dev.millrace.broker.metrics;

import java.util.HashMap;
import java.util.Map;

import com.codahale.metrics.MetricRegistry;

/**
 * Counts what clients write and read, by topic and as a whole ({@code kafka.server:type=BrokerTopicMetrics}).
 *
 * <p>Every partition of a request counts as one, as in Apache Kafka. Names that are no topic are counted in the whole
 * only, so that strangers cannot fill the heap with them.
 *
 * <p>Confined to the event-loop thread.
 */
public final class Traffic {
    private static final String TOPIC = "topic";

    private final MetricRegistry registry;
    private final TopicMeters all = new TopicMeters();
    private final Map<String, TopicMeters> topics = new HashMap<>();

    Traffic(MetricRegistry registry) {
        this.registry = registry;
        all.show(registry);
    }

    /** Counts records that were appended to a partition of a topic. */
    public void appended(String topic, long bytes, long records) {
        all.appended(bytes, records);
        of(topic).appended(bytes, records);
    }

    /** Counts records for a partition of a topic that were refused. */
    public void refused(String topic, long bytes) {
        all.refused(bytes);
        of(topic).refused(bytes);
    }

    /** Counts records that were refused because there is no such topic. */
    public void refused(long bytes) {
        all.refused(bytes);
    }

    /** Counts an answer with what was read in a partition of a topic. */
    public void read(String topic, long bytes) {
        all.read(bytes);
        of(topic).read(bytes);
    }

    /** Counts an answer that a partition could not be read. */
    public void notRead() {
        all.notRead();
    }

    /** Counts an answer that a partition of a topic could not be read. */
    public void notRead(String topic) {
        all.notRead();
        of(topic).notRead();
    }

    /** Forgets a topic that was deleted. */
    public void deleted(String topic) {
        TopicMeters gone = topics.remove(topic);
        if (gone != null) {
            gone.hide(registry, TOPIC, topic);
        }
    }

    private TopicMeters of(String topic) {
        TopicMeters known = topics.get(topic);
        return known == null ? first(topic) : known;
    }

    private TopicMeters first(String topic) {
        TopicMeters made = new TopicMeters();
        made.show(registry, TOPIC, topic);
        topics.put(topic, made);
        return made;
    }
}
