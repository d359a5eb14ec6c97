package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.RepartitionNames;

/** Sends a stream whose keys may have changed through a topic, so that its records are where a join looks for them. */
final class Placement {
    private Placement() {}

    /**
     * The stream itself, or behind a topic.
     *
     * @param topicName middle part of the topic's name
     * @param keySerde format of keys in the topic; null for that of the stream
     * @param valueSerde format of values in the topic; null for that of the stream
     */
    static <K, V> FluentStream<K, V> placed(
            FluentStream<K, V> stream, String topicName, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        if (!stream.rekeyed()) {
            return stream;
        }
        Draft draft = stream.draft();
        Serde<K> keys = keySerde == null ? stream.keySerde() : keySerde;
        Serde<V> values = valueSerde == null ? stream.valueSerde() : valueSerde;
        RepartitionNames names = RepartitionNames.of(topicName, draft.names());
        return new FluentStream<>(draft, stream.placedBy(names, keys, values), keys, values, false);
    }
}
