package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.StreamsException;

/**
 * A serde with the topic it is told. <i>Thread-safe</i> as far as the serde is: queries use it too.
 *
 * @param <T> type of what it codes
 */
final class Coder<T> {
    private final Serializer<T> serializer;
    private final Deserializer<T> deserializer;
    private final String topic;

    Coder(Serde<T> serde, String topic) {
        serializer = serde.serializer();
        deserializer = serde.deserializer();
        this.topic = topic;
    }

    byte[] write(T object) {
        try {
            return serializer.serialize(topic, object);
        } catch (ClassCastException e) {
            throw wrongType(object, e);
        }
    }

    /** The same for a record with headers, to which the serializer may add. */
    byte @Nullable [] write(T object, Headers headers) {
        try {
            return serializer.serialize(topic, headers, object);
        } catch (ClassCastException e) {
            throw wrongType(object, e);
        }
    }

    T read(byte[] bytes, Headers headers) {
        return deserializer.deserialize(topic, headers, bytes);
    }

    T read(byte[] bytes) {
        return deserializer.deserialize(topic, bytes);
    }

    /** Says which types do not fit; the cause is null if that was seen before serialising. */
    StreamsException wrongType(Object object, @Nullable ClassCastException cause) {
        return new StreamsException(
                "The serializer " + serializer.getClass().getName() + " does not take the type "
                        + object.getClass().getName()
                        + ": give the store the right serdes, or change the default serdes in StreamsConfig",
                cause);
    }

    Class<?> serializerType() {
        return serializer.getClass();
    }

    Class<?> deserializerType() {
        return deserializer.getClass();
    }
}
