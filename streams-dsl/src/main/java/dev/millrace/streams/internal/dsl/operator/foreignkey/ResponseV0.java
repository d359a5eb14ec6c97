package dev.millrace.streams.internal.dsl.operator.foreignkey;

import java.nio.ByteBuffer;

import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * A response, in its topic.
 *
 * <pre>
 * version (1 byte), highest bit set if there is no hash | hash (16 bytes, or none) | serialised value of the right row
 * </pre>
 *
 * @param hash of the value that subscribed; null if the left row was gone
 * @param value null if there is no right row
 * @param partition where to send it, which is not written; -1 if not known
 */
record ResponseV0(byte @Nullable [] hash, byte @Nullable [] value, int partition) {
    private static final int NO_HASH = 0x80;
    private static final int VERSION_BITS = 0x7f;

    byte[] write() {
        int hashBytes = hash == null ? 0 : ValueHash.BYTES;
        ByteBuffer written = ByteBuffer.allocate(1 + hashBytes + (value == null ? 0 : value.length));
        written.put((byte) (hash == null ? NO_HASH : 0));
        if (hash != null) {
            written.put(hash);
        }
        if (value != null) {
            written.put(value);
        }
        return written.array();
    }

    /**
     * Reads this version.
     *
     * @throws UnsupportedVersionException if it is a later one
     */
    static ResponseV0 read(byte[] written) {
        ByteBuffer bytes = ByteBuffer.wrap(written);
        byte first = bytes.get();
        if ((first & VERSION_BITS) != 0) {
            throw new UnsupportedVersionException(
                    "SubscriptionResponseWrapper is of an incompatible version: " + (first & VERSION_BITS));
        }
        byte[] hash = null;
        if ((first & NO_HASH) == 0) {
            hash = new byte[ValueHash.BYTES];
            bytes.get(hash);
        }
        byte[] value = null;
        if (bytes.hasRemaining()) {
            value = new byte[bytes.remaining()];
            bytes.get(value);
        }
        return new ResponseV0(hash, value, -1);
    }
}
