package dev.millrace.streams.internal.dsl.operator.join;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.kafka.common.utils.Bytes;

/**
 * Key of a record that waits for a table, in the store and its changelog, the same as in Kafka Streams:
 *
 * <pre>
 * 0 (1 byte) | time of the record, ms (8 bytes, big endian) | serialised key | number by arrival, of all keys (4 bytes)
 * </pre>
 *
 * So they lie in the order in which they go on.
 */
final class GraceKeyV1 {
    private static final byte BY_TIME = 0;
    private static final int HEAD_BYTES = 1 + Long.BYTES;

    private GraceKeyV1() {}

    static Bytes write(long timestamp, byte[] key, int sequence) {
        return Bytes.wrap(ByteBuffer.allocate(HEAD_BYTES + key.length + Integer.BYTES)
                .put(BY_TIME)
                .putLong(timestamp)
                .put(key)
                .putInt(sequence)
                .array());
    }

    /** What lies before all keys of that time. */
    static Bytes from(long timestamp) {
        return Bytes.wrap(
                ByteBuffer.allocate(HEAD_BYTES).put(BY_TIME).putLong(timestamp).array());
    }

    static long timestamp(byte[] written) {
        return ByteBuffer.wrap(written).getLong(1);
    }

    static byte[] key(byte[] written) {
        return Arrays.copyOfRange(written, HEAD_BYTES, written.length - Integer.BYTES);
    }

    static int sequence(byte[] written) {
        return ByteBuffer.wrap(written).getInt(written.length - Integer.BYTES);
    }
}
