package dev.millrace.streams.internal.dsl.option;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.processor.StreamPartitioner;

/**
 * What a {@link Produced} says; null where it says nothing. <i>Immutable.</i>
 *
 * @param name name of the sink
 */
public record SinkOptions<K, V>(
        @Nullable String name,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        @Nullable StreamPartitioner<? super K, ? super V> partitioner) {
    private static final class Reading<K, V> extends Produced<K, V> {
        private Reading(Produced<K, V> produced) {
            super(produced);
        }

        private SinkOptions<K, V> options() {
            return new SinkOptions<>(NodeName.checked(processorName), keySerde, valueSerde, partitioner);
        }
    }

    /** Reads {@code produced}. */
    public static <K, V> SinkOptions<K, V> of(Produced<K, V> produced) {
        return new Reading<>(produced).options();
    }

    /** The same, with the formats of the stream where none was given. */
    public SinkOptions<K, V> orElse(@Nullable Serde<K> streamKeySerde, @Nullable Serde<V> streamValueSerde) {
        return new SinkOptions<>(
                name,
                keySerde == null ? streamKeySerde : keySerde,
                valueSerde == null ? streamValueSerde : valueSerde,
                partitioner);
    }
}
