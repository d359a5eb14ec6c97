package dev.millrace.streams.state;

import java.util.Objects;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsException;

import static java.util.Objects.requireNonNull;

/**
 * The serdes of a store with the topic that they are told, for those who write stores. <i>Thread-safe</i> as far as the
 * serdes are.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class StateSerdes<K, V> {
    /** Bytes that a time stamp takes. */
    public static final int TIMESTAMP_SIZE = 8;

    /** Bytes that a truth value takes. */
    public static final int BOOLEAN_SIZE = 1;

    private final String topic;
    private final Serde<K> keySerde;
    private final Serde<V> valueSerde;

    /** Serdes for {@code topic}, which is the changelog of the store. */
    public StateSerdes(String topic, Serde<K> keySerde, Serde<V> valueSerde) {
        this.topic = requireNonNull(topic, "topic cannot be null");
        this.keySerde = requireNonNull(keySerde, "key serde cannot be null");
        this.valueSerde = requireNonNull(valueSerde, "value serde cannot be null");
    }

    /**
     * The client library's serdes for these types.
     *
     * @throws IllegalArgumentException if it has none for one of them
     */
    public static <K, V> StateSerdes<K, V> withBuiltinTypes(String topic, Class<K> keyClass, Class<V> valueClass) {
        return new StateSerdes<>(topic, Serdes.serdeFrom(keyClass), Serdes.serdeFrom(valueClass));
    }

    /** Serde of keys. */
    public Serde<K> keySerde() {
        return keySerde;
    }

    /** Serde of values. */
    public Serde<V> valueSerde() {
        return valueSerde;
    }

    /** Reads keys. */
    public Deserializer<K> keyDeserializer() {
        return keySerde.deserializer();
    }

    /** Writes keys. */
    public Serializer<K> keySerializer() {
        return keySerde.serializer();
    }

    /** Reads values. */
    public Deserializer<V> valueDeserializer() {
        return valueSerde.deserializer();
    }

    /** Writes values. */
    public Serializer<V> valueSerializer() {
        return valueSerde.serializer();
    }

    /** The topic that the serdes are told. */
    public String topic() {
        return topic;
    }

    /** The key that {@code rawKey} stands for. */
    public K keyFrom(byte @Nullable [] rawKey) {
        return keyFrom(rawKey, new RecordHeaders());
    }

    /** The same for a record with headers. */
    public K keyFrom(byte @Nullable [] rawKey, Headers headers) {
        return keySerde.deserializer().deserialize(topic, headers, rawKey);
    }

    /** The value that {@code rawValue} stands for. */
    public V valueFrom(byte @Nullable [] rawValue) {
        return valueFrom(rawValue, new RecordHeaders());
    }

    /** The same for a record with headers. */
    public V valueFrom(byte @Nullable [] rawValue, Headers headers) {
        return valueSerde.deserializer().deserialize(topic, headers, rawValue);
    }

    /**
     * The bytes of {@code key}.
     *
     * @throws StreamsException if the serde does not take such a key
     */
    public byte[] rawKey(K key) {
        return rawKey(key, new RecordHeaders());
    }

    /** The same for a record with headers. */
    public byte[] rawKey(K key, Headers headers) {
        return raw(keySerde.serializer(), key, headers, "key");
    }

    /**
     * The bytes of {@code value}.
     *
     * @throws StreamsException if the serde does not take such a value
     */
    public byte[] rawValue(V value) {
        return rawValue(value, new RecordHeaders());
    }

    /** The same for a record with headers. */
    public byte[] rawValue(V value, Headers headers) {
        return raw(valueSerde.serializer(), value, headers, "value");
    }

    private <T> byte[] raw(Serializer<T> serializer, T object, Headers headers, String role) {
        try {
            return serializer.serialize(topic, headers, object);
        } catch (ClassCastException e) {
            String type = Objects.isNull(object) ? "null" : object.getClass().getName();
            throw new StreamsException(
                    "The " + role + " serializer " + serializer.getClass().getName() + " does not take the type " + type
                            + ": give the store the right serdes, or change the default serdes in StreamsConfig",
                    e);
        }
    }
}
