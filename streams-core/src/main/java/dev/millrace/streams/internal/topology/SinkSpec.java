package dev.millrace.streams.internal.topology;

import java.util.List;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StreamPartitioner;
import dev.millrace.streams.processor.TopicNameExtractor;

/**
 * A node that writes a topic. <i>Immutable.</i>
 *
 * @param topic the topic, an internal one without the application's prefix; null if {@code topicExtractor} chooses
 * @param topicExtractor chooses the topic of each record; null if there is one topic
 * @param keySerializer null for the configured default
 * @param valueSerializer null for the configured default
 * @param partitioner chooses partitions; null leaves it to the producer
 */
public record SinkSpec(
        String name,
        @Nullable String topic,
        @Nullable TopicNameExtractor<?, ?> topicExtractor,
        @Nullable Serializer<?> keySerializer,
        @Nullable Serializer<?> valueSerializer,
        @Nullable StreamPartitioner<?, ?> partitioner,
        List<String> parents)
        implements NodeSpec {
    /** Keeps a copy of {@code parents}. */
    public SinkSpec {
        parents = List.copyOf(parents);
        if ((topic == null) == (topicExtractor == null)) {
            throw new IllegalArgumentException("Sink " + name + " needs either a topic or a topic extractor");
        }
    }
}
