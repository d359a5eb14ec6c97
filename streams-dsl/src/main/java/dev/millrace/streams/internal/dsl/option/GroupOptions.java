package dev.millrace.streams.internal.dsl.option;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Grouped;

/**
 * What a {@link Grouped} says; null where it says nothing. <i>Immutable.</i>
 *
 * @param name middle part of the name of the repartition topic
 */
public record GroupOptions<K, V>(@Nullable String name, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
    private static final class Reading<K, V> extends Grouped<K, V> {
        private Reading(Grouped<K, V> grouped) {
            super(grouped);
        }

        private GroupOptions<K, V> options() {
            return new GroupOptions<>(name, keySerde, valueSerde);
        }
    }

    /** Reads {@code grouped}. */
    public static <K, V> GroupOptions<K, V> of(Grouped<K, V> grouped) {
        return new Reading<>(grouped).options();
    }
}
