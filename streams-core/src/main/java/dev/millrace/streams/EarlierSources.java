package dev.millrace.streams;

import java.util.regex.Pattern;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.TimestampExtractor;

/**
 * The forms of {@code addSource} that say with the enum of earlier releases where to begin; each is that of the same
 * name with {@link AutoOffsetReset}.
 */
@SuppressWarnings("deprecation")
public abstract class EarlierSources {
    EarlierSources() {}

    Topology topology() {
        return (Topology) this;
    }

    private static @Nullable AutoOffsetReset current(Topology.@Nullable AutoOffsetReset earlier) {
        if (earlier == null) {
            return null;
        }
        return earlier == Topology.AutoOffsetReset.EARLIEST ? AutoOffsetReset.earliest() : AutoOffsetReset.latest();
    }

    /** @deprecated use the form with {@link AutoOffsetReset} for a source of topics */
    @Deprecated(since = "4.0")
    public Topology addSource(Topology.@Nullable AutoOffsetReset offsetReset, String name, String... topics) {
        return topology().addSource(current(offsetReset), name, topics);
    }

    /** @deprecated use the form with {@link AutoOffsetReset} for a source of topics with event time */
    @Deprecated(since = "4.0")
    public Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            String... topics) {
        return topology().addSource(current(offsetReset), timestampExtractor, name, topics);
    }

    /** @deprecated use the form with {@link AutoOffsetReset} for a source of topics with deserialisers */
    @Deprecated(since = "4.0")
    public <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return topology().addSource(current(offsetReset), name, keyDeserializer, valueDeserializer, topics);
    }

    /** @deprecated use the form with {@link AutoOffsetReset} for a source of topics with all parts */
    @Deprecated(since = "4.0")
    public <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return topology()
                .addSource(current(offsetReset), name, timestampExtractor, keyDeserializer, valueDeserializer, topics);
    }

    /** @deprecated use the form with {@link AutoOffsetReset} for a source of a pattern */
    @Deprecated(since = "4.0")
    public Topology addSource(Topology.@Nullable AutoOffsetReset offsetReset, String name, Pattern topicPattern) {
        return topology().addSource(current(offsetReset), name, topicPattern);
    }

    /** @deprecated use the form with {@link AutoOffsetReset} for a source of a pattern with event time */
    @Deprecated(since = "4.0")
    public Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            Pattern topicPattern) {
        return topology().addSource(current(offsetReset), timestampExtractor, name, topicPattern);
    }

    /** @deprecated use the form with {@link AutoOffsetReset} for a source of a pattern with deserialisers */
    @Deprecated(since = "4.0")
    public <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return topology().addSource(current(offsetReset), name, keyDeserializer, valueDeserializer, topicPattern);
    }

    /** @deprecated use the form with {@link AutoOffsetReset} for a source of a pattern with all parts */
    @Deprecated(since = "4.0")
    public <K, V> Topology addSource(
            Topology.@Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable TimestampExtractor timestampExtractor,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return topology()
                .addSource(
                        current(offsetReset),
                        name,
                        timestampExtractor,
                        keyDeserializer,
                        valueDeserializer,
                        topicPattern);
    }
}
