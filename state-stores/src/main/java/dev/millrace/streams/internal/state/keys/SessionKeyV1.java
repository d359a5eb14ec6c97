package dev.millrace.streams.internal.state.keys;

/**
 * Key of a session store in its changelog.
 *
 * <pre>
 * serialised key | end of the session, ms (8 bytes, big endian) | its start, ms (8 bytes, big endian)
 * </pre>
 *
 * The end comes first: whoever looks for sessions that reach a moment begins there. Like {@link WindowKeyV1}, read from
 * the end of the array.
 */
public final class SessionKeyV1 {
    /** Bytes after the serialised key. */
    public static final int SUFFIX_BYTES = 2 * Long.BYTES;

    private SessionKeyV1() {}

    /** The key without anything before it. */
    public static byte[] write(byte[] key, long start, long end) {
        return write(0, key, start, end);
    }

    /** The same behind {@code headBytes} free ones. */
    public static byte[] write(int headBytes, byte[] key, long start, long end) {
        byte[] written = new byte[headBytes + key.length + SUFFIX_BYTES];
        System.arraycopy(key, 0, written, headBytes, key.length);
        BigEndian.longAt(written, headBytes + key.length, end);
        BigEndian.longAt(written, headBytes + key.length + Long.BYTES, start);
        return written;
    }

    /** End of the session, milliseconds since the epoch. */
    public static long end(byte[] written) {
        return BigEndian.longAt(written, written.length - SUFFIX_BYTES);
    }

    /** Start of the session, milliseconds since the epoch. */
    public static long start(byte[] written) {
        return BigEndian.longAt(written, written.length - Long.BYTES);
    }
}
