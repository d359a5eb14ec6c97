package dev.millrace.streams.internal.dsl.option;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.AutoOffsetReset;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.processor.TimestampExtractor;

/**
 * What a {@link Consumed} says; null where it says nothing. <i>Immutable.</i>
 *
 * @param name name of the source
 * @param extractor dates records
 * @param reset where to begin without committed offset
 */
public record SourceOptions<K, V>(
        @Nullable String name,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        @Nullable TimestampExtractor extractor,
        @Nullable AutoOffsetReset reset) {
    private static final class Reading<K, V> extends Consumed<K, V> {
        private Reading(Consumed<K, V> consumed) {
            super(consumed);
        }

        private SourceOptions<K, V> options() {
            return new SourceOptions<>(
                    NodeName.checked(processorName), keySerde, valueSerde, timestampExtractor, resetPolicy);
        }
    }

    /** Reads {@code consumed}. */
    public static <K, V> SourceOptions<K, V> of(Consumed<K, V> consumed) {
        return new Reading<>(consumed).options();
    }
}
