package dev.millrace.streams.internal.state.keys;

import java.util.Arrays;

/**
 * Key of a window or session store as it is stored: the changelog's key after the number of its segment, a slice of
 * time. So byte order is segment by segment, then by key, and a segment is one range of keys, dropped as a whole.
 *
 * <pre>
 * segment number (8 bytes, big endian, sign bit flipped) | key as in the changelog
 * </pre>
 *
 * The flipped sign bit puts negative numbers, which times before the epoch would give, before the others.
 */
public final class SegmentKeyV1 {
    /** Bytes before the changelog's key. */
    public static final int HEAD_BYTES = Long.BYTES;

    private SegmentKeyV1() {}

    /** Fills in the head of {@code stored}, whose first {@link #HEAD_BYTES} were left free. */
    public static byte[] head(byte[] stored, long segment) {
        BigEndian.longAt(stored, 0, segment ^ Long.MIN_VALUE);
        return stored;
    }

    /** A bound: every key of {@code segment} is greater, every key of an earlier one is less. */
    public static byte[] before(long segment) {
        return head(new byte[HEAD_BYTES], segment);
    }

    /** The stored key for a key of the changelog. */
    public static byte[] stored(long segment, byte[] changelogKey) {
        byte[] stored = new byte[HEAD_BYTES + changelogKey.length];
        System.arraycopy(changelogKey, 0, stored, HEAD_BYTES, changelogKey.length);
        return head(stored, segment);
    }

    /** Number of the segment. */
    public static long segment(byte[] stored) {
        return BigEndian.longAt(stored, 0) ^ Long.MIN_VALUE;
    }

    /** The key as in the changelog. */
    public static byte[] changelogKey(byte[] stored) {
        return Arrays.copyOfRange(stored, HEAD_BYTES, stored.length);
    }
}
