package dev.millrace.streams.internal.topology;

import java.util.List;
import java.util.regex.Pattern;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.AutoOffsetReset;
import dev.millrace.streams.processor.TimestampExtractor;

/**
 * A node that reads topics. <i>Immutable.</i>
 *
 * @param topics the topics, in the order given, internal ones without the application's prefix; empty with a pattern
 * @param pattern matches the names of the topics; null if they are listed
 * @param keyDeserializer null for the configured default
 * @param valueDeserializer null for the configured default
 * @param timestampExtractor null for the configured default
 * @param offsetReset where to begin if nothing is committed; null to follow the consumer's settings
 */
public record SourceSpec(
        String name,
        List<String> topics,
        @Nullable Pattern pattern,
        @Nullable Deserializer<?> keyDeserializer,
        @Nullable Deserializer<?> valueDeserializer,
        @Nullable TimestampExtractor timestampExtractor,
        @Nullable AutoOffsetReset offsetReset)
        implements NodeSpec {
    /** Keeps a copy of {@code topics}. */
    public SourceSpec {
        topics = List.copyOf(topics);
    }

    @Override
    public List<String> parents() {
        return List.of();
    }
}
