package dev.millrace.streams.internal.dsl.option;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Joined;

/**
 * What a {@link Joined} says; null where it says nothing. <i>Immutable.</i>
 *
 * @param name name of the join
 * @param gracePeriod how long records wait for the table
 */
public record JoinOptions<K, V, VTable>(
        @Nullable String name,
        @Nullable Serde<K> keySerde,
        @Nullable Serde<V> valueSerde,
        @Nullable Serde<VTable> tableSerde,
        @Nullable Duration gracePeriod) {
    private static final class Reading<K, V, VTable> extends Joined<K, V, VTable> {
        private Reading(Joined<K, V, VTable> joined) {
            super(joined);
        }

        private JoinOptions<K, V, VTable> options() {
            return new JoinOptions<>(NodeName.checked(name), keySerde, leftValueSerde, rightValueSerde, gracePeriod);
        }
    }

    /** Reads {@code joined}. */
    public static <K, V, VTable> JoinOptions<K, V, VTable> of(Joined<K, V, VTable> joined) {
        return new Reading<>(joined).options();
    }
}
