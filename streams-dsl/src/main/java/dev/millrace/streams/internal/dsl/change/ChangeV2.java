package dev.millrace.streams.internal.dsl.change;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.AroundDefault;

/**
 * A change on its way through a repartition topic, as Kafka Streams writes it since KIP-904. The last byte says what is
 * there:
 *
 * <pre>
 * old value | 0
 * new value | 1
 * length of the new value (varint, zigzag) | new value | old value | 2
 * </pre>
 *
 * <p>Threads: one at a time, if those of values are so.
 *
 * @param writer writes values; null until the configured default is known
 * @param reader reads values; null likewise
 * @param <V> type of values
 */
public record ChangeV2<V>(@Nullable Serializer<V> writer, @Nullable Deserializer<V> reader)
        implements Serializer<Change<V>>, Deserializer<Change<V>>, AroundDefault {
    private static final byte OLD = 0;
    private static final byte NEW = 1;
    private static final byte BOTH = 2;
    private static final int MOST_LENGTH_BYTES = 5;

    /** With the format of {@code values}; null for the configured default. */
    public static <V> Serde<Change<V>> of(@Nullable Serde<V> values) {
        ChangeV2<V> format = values == null
                ? new ChangeV2<>(null, null)
                : new ChangeV2<>(values.serializer(), values.deserializer());
        return Serdes.serdeFrom(format, format);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Serde<?> around(Supplier<Serde<?>> byDefault) {
        return writer == null ? of((Serde<V>) byDefault.get()) : Serdes.serdeFrom(this, this);
    }

    /** The parts that were handed in are configured by whoever made them. */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Change<V> change) {
        return change == null ? null : written(topic, null, change);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Headers headers, @Nullable Change<V> change) {
        return change == null ? null : written(topic, headers, change);
    }

    private byte[] written(String topic, @Nullable Headers headers, Change<V> change) {
        byte[] newBytes = bytes(topic, headers, change.newValue());
        byte[] oldBytes = bytes(topic, headers, change.oldValue());
        if (newBytes == null && oldBytes == null) {
            throw new SerializationException("A change from nothing to nothing has no place in topic " + topic);
        }
        if (newBytes == null) {
            return followedBy(oldBytes, OLD);
        }
        if (oldBytes == null) {
            return followedBy(newBytes, NEW);
        }
        ByteBuffer both = ByteBuffer.allocate(MOST_LENGTH_BYTES + newBytes.length + oldBytes.length + 1);
        ByteUtils.writeVarint(newBytes.length, both);
        both.put(newBytes).put(oldBytes).put(BOTH);
        return Arrays.copyOf(both.array(), both.position());
    }

    private byte @Nullable [] bytes(String topic, @Nullable Headers headers, @Nullable V value) {
        if (value == null) {
            return null;
        }
        return headers == null ? writer.serialize(topic, value) : writer.serialize(topic, headers, value);
    }

    private static byte[] followedBy(byte[] value, byte flag) {
        byte[] bytes = Arrays.copyOf(value, value.length + 1);
        bytes[value.length] = flag;
        return bytes;
    }

    @Override
    public @Nullable Change<V> deserialize(String topic, byte @Nullable [] bytes) {
        return deserialize(topic, null, bytes);
    }

    @Override
    public @Nullable Change<V> deserialize(String topic, @Nullable Headers headers, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        int end = bytes.length - 1;
        switch (end < 0 ? -1 : bytes[end]) {
            case OLD:
                return new Change<>(null, value(topic, headers, bytes, 0, end));
            case NEW:
                return new Change<>(value(topic, headers, bytes, 0, end), null);
            case BOTH:
                ByteBuffer both = ByteBuffer.wrap(bytes, 0, end);
                int length = ByteUtils.readVarint(both);
                int start = both.position();
                return new Change<>(
                        value(topic, headers, bytes, start, start + length),
                        value(topic, headers, bytes, start + length, end));
            default:
                throw new SerializationException("A record of topic " + topic + " is not a change of a table");
        }
    }

    private V value(String topic, @Nullable Headers headers, byte[] bytes, int from, int to) {
        byte[] value = Arrays.copyOfRange(bytes, from, to);
        return headers == null ? reader.deserialize(topic, value) : reader.deserialize(topic, headers, value);
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
            reader.close();
        }
    }
}
