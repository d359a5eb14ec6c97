package dev.millrace.streams.internal.dsl.option;

import java.util.Map;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.WindowBytesStoreSupplier;

/**
 * What a {@link StreamJoined} says; null where it says nothing. <i>Immutable.</i>
 *
 * @param name name of the join
 * @param storeName first part of the names of the stores
 * @param left keeps the left side
 * @param right keeps the right side
 * @param kind makes stores by kind
 * @param logging whether there are changelogs
 * @param topicConfig configuration of the changelog topics
 */
public record WindowedJoinOptions<K, V1, V2>(
        @Nullable String name,
        @Nullable String storeName,
        Serdes<K, V1, V2> serdes,
        @Nullable WindowBytesStoreSupplier left,
        @Nullable WindowBytesStoreSupplier right,
        @Nullable DslStoreSuppliers kind,
        boolean logging,
        Map<String, String> topicConfig) {
    /** Formats of keys and of the values of each side. */
    public record Serdes<K, V1, V2>(@Nullable Serde<K> key, @Nullable Serde<V1> left, @Nullable Serde<V2> right) {}

    private static final class Reading<K, V1, V2> extends StreamJoined<K, V1, V2> {
        private Reading(StreamJoined<K, V1, V2> joined) {
            super(joined);
        }

        private WindowedJoinOptions<K, V1, V2> options() {
            return new WindowedJoinOptions<>(
                    NodeName.checked(name),
                    NodeName.checked(storeName),
                    new Serdes<>(keySerde, valueSerde, otherValueSerde),
                    thisStoreSupplier,
                    otherStoreSupplier,
                    dslStoreSuppliers,
                    loggingEnabled,
                    topicConfig);
        }
    }

    /** Keeps a copy of {@code topicConfig}. */
    public WindowedJoinOptions {
        topicConfig = Map.copyOf(topicConfig);
    }

    /** Reads {@code joined}. */
    public static <K, V1, V2> WindowedJoinOptions<K, V1, V2> of(StreamJoined<K, V1, V2> joined) {
        return new Reading<>(joined).options();
    }

    /** The same, with these formats where none was given. */
    public WindowedJoinOptions<K, V1, V2> orElse(
            @Nullable Serde<K> keySerde, @Nullable Serde<V1> leftSerde, @Nullable Serde<V2> rightSerde) {
        Serdes<K, V1, V2> complete = new Serdes<>(
                serdes.key == null ? keySerde : serdes.key,
                serdes.left == null ? leftSerde : serdes.left,
                serdes.right == null ? rightSerde : serdes.right);
        return new WindowedJoinOptions<>(name, storeName, complete, left, right, kind, logging, topicConfig);
    }
}
