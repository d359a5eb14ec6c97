package dev.millrace.streams.internal.dsl.operator.foreignkey;

import java.nio.ByteBuffer;

import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * A subscription, in its topic and, with it, in the store.
 *
 * <pre>
 * version (1 byte), highest bit set if there is no hash | instruction (1 byte) | hash (16 bytes, or none)
 *     | serialised key of the left row | partition of the left row (4 bytes, big endian; from version 1 on)
 * </pre>
 *
 * @param hash of the value that subscribed; null if the left row is gone
 * @param partition where the left row is; -1 if not known
 * @param key serialised key of the left row
 */
record ForeignSubscriptionV1(byte @Nullable [] hash, Instruction instruction, int partition, byte[] key) {
    private static final byte VERSION = 1;
    private static final int NO_HASH = 0x80;
    private static final int VERSION_BITS = 0x7f;
    private static final int UNKNOWN_PARTITION = -1;

    byte[] write() {
        int hashBytes = hash == null ? 0 : ValueHash.BYTES;
        ByteBuffer written = ByteBuffer.allocate(2 + hashBytes + Integer.BYTES + key.length);
        written.put((byte) (hash == null ? VERSION | NO_HASH : VERSION)).put((byte) instruction.ordinal());
        if (hash != null) {
            written.put(hash);
        }
        return written.put(key).putInt(partition).array();
    }

    /**
     * Reads this version and the one before.
     *
     * @throws UnsupportedVersionException if it is a later one
     */
    static ForeignSubscriptionV1 read(byte[] written) {
        ByteBuffer bytes = ByteBuffer.wrap(written);
        byte first = bytes.get();
        int version = first & VERSION_BITS;
        if (version > VERSION) {
            throw new UnsupportedVersionException("SubscriptionWrapper is of an incompatible version: " + version
                    + "; versions up to " + VERSION + " are known");
        }
        Instruction instruction = Instruction.of(bytes.get());
        byte[] hash = null;
        if ((first & NO_HASH) == 0) {
            hash = new byte[ValueHash.BYTES];
            bytes.get(hash);
        }
        byte[] key = new byte[bytes.remaining() - (version == VERSION ? Integer.BYTES : 0)];
        bytes.get(key);
        int partition = version == VERSION ? bytes.getInt() : UNKNOWN_PARTITION;
        return new ForeignSubscriptionV1(hash, instruction, partition, key);
    }
}
