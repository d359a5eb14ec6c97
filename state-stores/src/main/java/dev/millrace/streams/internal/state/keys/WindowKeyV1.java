package dev.millrace.streams.internal.state.keys;

/**
 * Key of a window store in its changelog.
 *
 * <pre>
 * serialised key | start of the window, ms (8 bytes, big endian) | sequence number (4 bytes, big endian)
 * </pre>
 *
 * The sequence number tells values apart that were put for the same key and start; it is zero in a store that does not
 * retain duplicates. What is read from the end of the array works as well with something before the serialised key.
 */
public final class WindowKeyV1 {
    /** Bytes after the serialised key. */
    public static final int SUFFIX_BYTES = Long.BYTES + Integer.BYTES;

    private WindowKeyV1() {}

    /** The key without anything before it. */
    public static byte[] write(byte[] key, long start, int sequence) {
        return write(0, key, start, sequence);
    }

    /** The key with {@code headBytes} left free before it. */
    public static byte[] write(int headBytes, byte[] key, long start, int sequence) {
        byte[] written = new byte[headBytes + key.length + SUFFIX_BYTES];
        System.arraycopy(key, 0, written, headBytes, key.length);
        BigEndian.longAt(written, headBytes + key.length, start);
        BigEndian.intAt(written, headBytes + key.length + Long.BYTES, sequence);
        return written;
    }

    /** Start of the window, milliseconds since the epoch. */
    public static long start(byte[] written) {
        return BigEndian.longAt(written, written.length - SUFFIX_BYTES);
    }

    /** Sequence number. */
    public static int sequence(byte[] written) {
        return BigEndian.intAt(written, written.length - Integer.BYTES);
    }
}
