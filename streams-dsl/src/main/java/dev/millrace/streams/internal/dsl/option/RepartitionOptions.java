package dev.millrace.streams.internal.dsl.option;

import java.util.OptionalInt;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Repartitioned;
import dev.millrace.streams.processor.StreamPartitioner;

/**
 * What a {@link Repartitioned} says; null or empty where it says nothing. <i>Immutable.</i>
 *
 * @param name first part of the topic's name
 */
public record RepartitionOptions<K, V>(
        @Nullable String name,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        OptionalInt partitions,
        @Nullable StreamPartitioner<K, V> partitioner) {
    private static final class Reading<K, V> extends Repartitioned<K, V> {
        private Reading(Repartitioned<K, V> repartitioned) {
            super(repartitioned);
        }

        private RepartitionOptions<K, V> options() {
            OptionalInt count = numberOfPartitions == null ? OptionalInt.empty() : OptionalInt.of(numberOfPartitions);
            return new RepartitionOptions<>(NodeName.checked(name), keySerde, valueSerde, count, partitioner);
        }
    }

    /** Reads {@code repartitioned}. */
    public static <K, V> RepartitionOptions<K, V> of(Repartitioned<K, V> repartitioned) {
        return new Reading<>(repartitioned).options();
    }
}
