package dev.millrace.streams.internal.state.versioned;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Key of a version in the history.
 *
 * <pre>
 * length of the key (4 bytes, big endian) | key | valid from (8 bytes, big endian, sign bit flipped)
 * </pre>
 *
 * The length goes first so that the versions of a key stand together, whatever other keys begin with; the flipped sign
 * bit puts negative times before the others.
 */
final class VersionKeyV1 {
    private static final int FIXED = Integer.BYTES + Long.BYTES;

    private VersionKeyV1() {}

    static byte[] of(byte[] key, long validFrom) {
        return ByteBuffer.allocate(FIXED + key.length)
                .putInt(key.length)
                .put(key)
                .putLong(validFrom ^ Long.MIN_VALUE)
                .array();
    }

    static long validFrom(byte[] versionKey) {
        return ByteBuffer.wrap(versionKey).getLong(versionKey.length - Long.BYTES) ^ Long.MIN_VALUE;
    }

    static byte[] key(byte[] versionKey) {
        return Arrays.copyOfRange(versionKey, Integer.BYTES, versionKey.length - Long.BYTES);
    }
}
