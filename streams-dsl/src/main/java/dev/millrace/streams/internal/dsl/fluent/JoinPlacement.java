package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.option.RepartitionOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;
import dev.millrace.streams.internal.dsl.plan.RepartitionNames;

/** Sends a stream through a topic, so that its records are where a join, or the program, looks for them. */
final class JoinPlacement {
    private JoinPlacement() {}

    /** The stream behind a topic that the program asked for. */
    static <K, V> FluentStream<K, V> requested(FluentStream<K, V> stream, RepartitionOptions<K, V> options) {
        Draft draft = stream.draft();
        String name = options.name() != null ? options.name() : draft.names().node("KSTREAM-REPARTITION-");
        Serde<K> keys = options.keySerde() == null ? stream.keySerde() : options.keySerde();
        Serde<V> values = options.valueSerde() == null ? stream.valueSerde() : options.valueSerde();
        PlannedRepartition repartition = new PlannedRepartition(
                RepartitionNames.of(name, draft.names()),
                List.of(stream.node()),
                keys,
                values,
                options.partitioner(),
                options.partitions(),
                true);
        draft.add(repartition);
        return new FluentStream<>(draft, repartition.name(), keys, values, false);
    }

    /**
     * The stream itself, or behind a topic.
     *
     * @param topicName middle part of the topic's name; null if any will do
     * @param keySerde format of keys in the topic; null for that of the stream
     * @param valueSerde format of values in the topic; null for that of the stream
     */
    static <K, V> FluentStream<K, V> placed(
            FluentStream<K, V> stream,
            @Nullable String topicName,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        if (!stream.rekeyed()) {
            return stream;
        }
        Draft draft = stream.draft();
        Serde<K> keys = keySerde == null ? stream.keySerde() : keySerde;
        Serde<V> values = valueSerde == null ? stream.valueSerde() : valueSerde;
        RepartitionNames names = RepartitionNames.of(topicName == null ? stream.node() : topicName, draft.names());
        return new FluentStream<>(draft, stream.placedBy(names, topicName != null, keys, values), keys, values, false);
    }
}
