package dev.millrace.streams.internal.dsl.operator.foreignkey;

import java.nio.ByteBuffer;

import org.apache.kafka.common.utils.Bytes;

/**
 * Key of a subscription in its store and changelog: all of one foreign key stand together.
 *
 * <pre>
 * length of the serialised foreign key (4 bytes, big endian) | serialised foreign key | serialised key of the left row
 * </pre>
 */
final class SubscriptionKeyV1 {
    private SubscriptionKeyV1() {}

    static Bytes write(byte[] foreignKey, byte[] key) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES + foreignKey.length + key.length)
                .putInt(foreignKey.length)
                .put(foreignKey)
                .put(key)
                .array());
    }

    /** How the keys of all subscriptions of a foreign key begin. */
    static Bytes prefix(byte[] foreignKey) {
        return write(foreignKey, new byte[0]);
    }
}
