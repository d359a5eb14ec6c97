package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.state.AggregationWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * Chooses the forms of a store when it is opened, which is when the default serdes are known. <i>Immutable.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values, with time stamp if the store has them
 */
public interface Forms<K, S> {
    /**
     * The form of keys.
     *
     * @param topic topic name to tell the serde
     */
    KeyForm<K> keys(StoreRuntime runtime, String topic);

    /** The form of values; parameters as in {@link #keys}. */
    ValueForm<S> values(StoreRuntime runtime, String topic);

    /** For values without time stamp; a null serde stands for the default one. */
    static <K, V> Forms<K, V> plain(@Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        return new Forms<>() {
            @Override
            public KeyForm<K> keys(StoreRuntime runtime, String topic) {
                return SerdeForms.keys(keySerde, runtime, topic);
            }

            @Override
            public ValueForm<V> values(StoreRuntime runtime, String topic) {
                return SerdeForms.values(valueSerde, runtime, topic);
            }
        };
    }

    /**
     * For values with time stamp; a null serde stands for the default one.
     *
     * @param stampsStored false over a store made for plain values
     */
    static <K, V> Forms<K, ValueAndTimestamp<V>> stamped(
            @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde, boolean stampsStored) {
        return new Forms<>() {
            @Override
            public KeyForm<K> keys(StoreRuntime runtime, String topic) {
                return SerdeForms.keys(keySerde, runtime, topic);
            }

            @Override
            public ValueForm<ValueAndTimestamp<V>> values(StoreRuntime runtime, String topic) {
                ValueForm<ValueAndTimestamp<V>> values = SerdeForms.stampedValues(valueSerde, runtime, topic);
                return stampsStored ? values : new ForgottenStamps<>(values);
            }
        };
    }

    /**
     * For values with time stamp and headers; a null serde stands for the default one.
     *
     * @param stampsStored false over a store made for plain values
     * @param headersStored false over a store made for values with or without time stamp, but no headers
     */
    static <K, V> Forms<K, ValueTimestampHeaders<V>> headed(
            @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde, boolean stampsStored, boolean headersStored) {
        HeadedValues.Kept stamp = stampsStored ? HeadedValues.Kept.TIME : HeadedValues.Kept.NOTHING;
        HeadedValues.Kept kept = headersStored ? HeadedValues.Kept.HEADERS_AND_TIME : stamp;
        return new Forms<>() {
            @Override
            public KeyForm<K> keys(StoreRuntime runtime, String topic) {
                return SerdeForms.keys(keySerde, runtime, topic);
            }

            @Override
            public ValueForm<ValueTimestampHeaders<V>> values(StoreRuntime runtime, String topic) {
                return SerdeForms.headedValues(valueSerde, runtime, topic, HeadedShape.stampedValues(), kept);
            }
        };
    }

    /**
     * For aggregates with headers; a null serde stands for the default one.
     *
     * @param headersStored false over a store made for aggregates without headers
     */
    static <K, V> Forms<K, AggregationWithHeaders<V>> headedAggregates(
            @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde, boolean headersStored) {
        HeadedValues.Kept kept = headersStored ? HeadedValues.Kept.HEADERS : HeadedValues.Kept.NOTHING;
        return new Forms<>() {
            @Override
            public KeyForm<K> keys(StoreRuntime runtime, String topic) {
                return SerdeForms.keys(keySerde, runtime, topic);
            }

            @Override
            public ValueForm<AggregationWithHeaders<V>> values(StoreRuntime runtime, String topic) {
                return SerdeForms.headedValues(valueSerde, runtime, topic, HeadedShape.aggregates(), kept);
            }
        };
    }

    /** For bytes as they are. */
    static Forms<Bytes, byte[]> raw() {
        return new Forms<>() {
            @Override
            public KeyForm<Bytes> keys(StoreRuntime runtime, String topic) {
                return new ByteKeys<>(new Coder<>(Serdes.Bytes(), topic));
            }

            @Override
            public ValueForm<byte[]> values(StoreRuntime runtime, String topic) {
                return new RawValues();
            }
        };
    }
}
