package dev.millrace.streams.internal.dsl.compile;

import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.WindowedSerializer;
import dev.millrace.streams.processor.StreamPartitioner;

/**
 * Chooses the partition by the key alone, so that all windows of a key come to the partition where the key would come
 * to. <i>Immutable</i> but for the serializer.
 */
record WindowedPartitions<K>(WindowedSerializer<K> serializer) implements StreamPartitioner<Windowed<K>, Object> {
    /** {@code given}; if that is null, this for keys with a window. */
    static @Nullable StreamPartitioner<?, ?> unless(
            @Nullable StreamPartitioner<?, ?> given, @Nullable Serde<?> keySerde) {
        return given == null && keySerde != null && keySerde.serializer() instanceof WindowedSerializer<?> windowed
                ? new WindowedPartitions<>(windowed)
                : given;
    }

    @Override
    public Optional<Set<Integer>> partitions(
            String topic, @Nullable Windowed<K> key, @Nullable Object value, int numPartitions) {
        if (key == null) {
            return Optional.empty();
        }
        int hash = Utils.murmur2(serializer.serializeBaseKey(topic, key));
        return Optional.of(Set.of(Utils.toPositive(hash) % numPartitions));
    }
}
