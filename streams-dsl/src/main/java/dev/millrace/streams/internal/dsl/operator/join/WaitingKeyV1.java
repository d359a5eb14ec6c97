package dev.millrace.streams.internal.dsl.operator.join;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.kafka.common.utils.Bytes;

/**
 * Key of a record that waits for a partner, in the store and its changelog.
 *
 * <pre>
 * time of the record, ms (8 bytes, big endian) | 1 if it is of the left side, 0 if of the right | serialised key
 * </pre>
 *
 * So those whose windows close first come first.
 */
final class WaitingKeyV1 {
    private static final int HEAD_BYTES = Long.BYTES + 1;

    private WaitingKeyV1() {}

    static Bytes write(long timestamp, boolean left, byte[] key) {
        return Bytes.wrap(ByteBuffer.allocate(HEAD_BYTES + key.length)
                .putLong(timestamp)
                .put((byte) (left ? 1 : 0))
                .put(key)
                .array());
    }

    static long timestamp(byte[] written) {
        return ByteBuffer.wrap(written).getLong();
    }

    static boolean left(byte[] written) {
        return written[Long.BYTES] == 1;
    }

    static byte[] key(byte[] written) {
        return Arrays.copyOfRange(written, HEAD_BYTES, written.length);
    }
}
