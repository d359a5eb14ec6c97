package dev.millrace.streams.internal.dsl.operator.foreignkey;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Something on its way to a topic: what it is, for who chooses the partition, and its bytes.
 *
 * @param content the key or message
 * @param bytes as written; null for a key that is null
 * @param <T> type of the content
 */
public record Wire<T>(@Nullable T content, byte @Nullable [] bytes) {
    /** Writes the bytes; what is read is decoded by the operators. */
    public static Serde<Object> serde() {
        return Serdes.serdeFrom(
                (topic, wire) -> wire == null ? null : ((Wire<?>) wire).bytes(), (topic, bytes) -> bytes);
    }
}
