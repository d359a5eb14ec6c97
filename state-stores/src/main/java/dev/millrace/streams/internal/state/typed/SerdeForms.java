package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.state.ValueAndTimestamp;

/** Objects where the serde allows it, bytes else. */
final class SerdeForms {
    private SerdeForms() {}

    static <K> KeyForm<K> keys(@Nullable Serde<K> serde, StoreRuntime runtime, String topic) {
        Coder<K> coder = new Coder<>(serde == null ? unchecked(runtime.keySerde()) : serde, topic);
        Class<?> type = ImmutableTypes.ofKeys(coder);
        return type == null ? new ByteKeys<>(coder) : new ObjectKeys<>(type, coder);
    }

    static <V> ValueForm<V> values(@Nullable Serde<V> serde, StoreRuntime runtime, String topic) {
        Coder<V> coder = new Coder<>(serde == null ? unchecked(runtime.valueSerde()) : serde, topic);
        Class<?> type = ImmutableTypes.ofValues(coder);
        return type == null ? new ByteValues<>(coder) : new ObjectValues<>(type, coder);
    }

    static <V> ValueForm<ValueAndTimestamp<V>> stampedValues(
            @Nullable Serde<V> serde, StoreRuntime runtime, String topic) {
        Coder<V> coder = new Coder<>(serde == null ? unchecked(runtime.valueSerde()) : serde, topic);
        Class<?> type = ImmutableTypes.ofValues(coder);
        return type == null ? new StampedByteValues<>(coder) : new StampedObjectValues<>(type, coder);
    }

    static <V, S> ValueForm<S> headedValues(
            @Nullable Serde<V> serde,
            StoreRuntime runtime,
            String topic,
            HeadedShape<V, S> shape,
            HeadedValues.Kept kept) {
        Coder<V> coder = new Coder<>(serde == null ? unchecked(runtime.valueSerde()) : serde, topic);
        return new HeadedValues<>(coder, ImmutableTypes.ofValues(coder), shape, kept);
    }

    /** The default serdes have the types of the program, which the configuration cannot say. */
    @SuppressWarnings("unchecked")
    private static <T> Serde<T> unchecked(Serde<?> defaultSerde) {
        return (Serde<T>) defaultSerde;
    }
}
