package dev.millrace.streams;

import java.util.regex.Pattern;

import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.TimestampExtractor;

/** The forms of {@code addSource} that leave parts of {@link Topology}'s two whole ones out. */
public abstract class ShorterSources extends EarlierSources {
    ShorterSources() {}

    private static final @Nullable AutoOffsetReset CONFIGURED = null;

    /** Adds a source that reads {@code topics}. */
    public Topology addSource(String name, String... topics) {
        return topology().addSource(CONFIGURED, name, null, null, null, topics);
    }

    /** Adds a source that reads all topics whose name matches. */
    public Topology addSource(String name, Pattern topicPattern) {
        return topology().addSource(CONFIGURED, name, null, null, null, topicPattern);
    }

    /** Adds a source with its own beginning. */
    public Topology addSource(@Nullable AutoOffsetReset offsetReset, String name, String... topics) {
        return topology().addSource(offsetReset, name, null, null, null, topics);
    }

    /** Adds a source by pattern with its own beginning. */
    public Topology addSource(@Nullable AutoOffsetReset offsetReset, String name, Pattern topicPattern) {
        return topology().addSource(offsetReset, name, null, null, null, topicPattern);
    }

    /** Adds a source with its own event time. */
    public Topology addSource(@Nullable TimestampExtractor timestampExtractor, String name, String... topics) {
        return topology().addSource(CONFIGURED, name, timestampExtractor, null, null, topics);
    }

    /** Adds a source by pattern with its own event time. */
    public Topology addSource(@Nullable TimestampExtractor timestampExtractor, String name, Pattern topicPattern) {
        return topology().addSource(CONFIGURED, name, timestampExtractor, null, null, topicPattern);
    }

    /** Adds a source with its own beginning and event time. */
    public Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            String... topics) {
        return topology().addSource(offsetReset, name, timestampExtractor, null, null, topics);
    }

    /** Adds a source by pattern with its own beginning and event time. */
    public Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            @Nullable TimestampExtractor timestampExtractor,
            String name,
            Pattern topicPattern) {
        return topology().addSource(offsetReset, name, timestampExtractor, null, null, topicPattern);
    }

    /** Adds a source with its own deserialisers. */
    public <K, V> Topology addSource(
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return topology().addSource(CONFIGURED, name, null, keyDeserializer, valueDeserializer, topics);
    }

    /** Adds a source by pattern with its own deserialisers. */
    public <K, V> Topology addSource(
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return topology().addSource(CONFIGURED, name, null, keyDeserializer, valueDeserializer, topicPattern);
    }

    /** Adds a source with its own beginning and deserialisers. */
    public <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            String... topics) {
        return topology().addSource(offsetReset, name, null, keyDeserializer, valueDeserializer, topics);
    }

    /** Adds a source by pattern with its own beginning and deserialisers. */
    public <K, V> Topology addSource(
            @Nullable AutoOffsetReset offsetReset,
            String name,
            @Nullable Deserializer<K> keyDeserializer,
            @Nullable Deserializer<V> valueDeserializer,
            Pattern topicPattern) {
        return topology().addSource(offsetReset, name, null, keyDeserializer, valueDeserializer, topicPattern);
    }
}
