package dev.millrace.broker.io;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The end of a file that is written as a whole: it tells a complete file from a torn or altered one.
 *
 * <pre>
 *  0 .. n-1    payload
 *  n .. n+3    length of the payload, n            int, big endian as all that follows
 *  n+4 .. n+7  CRC-32C of payload and length       int
 *  n+8 .. n+11 4D 72 63 31                         the characters "Mrc1"
 * </pre>
 *
 * <p><em>Immutable.</em>
 */
final class ChecksumFooter {

    static final int BYTES = 12;
    private static final int MAGIC = 0x4D726331;

    private ChecksumFooter() {}

    /** Returns the payload with its footer, ready to be written. */
    static ByteBuffer seal(byte[] payload) {
        ByteBuffer sealed = ByteBuffer.allocate(payload.length + BYTES);
        sealed.put(payload).putInt(payload.length);
        return sealed.putInt(checksum(sealed.array(), payload.length + Integer.BYTES))
                .putInt(MAGIC)
                .flip();
    }

    /** Returns whether the last bytes are a footer that fits all bytes before it. */
    static boolean fits(byte[] sealed) {
        int length = sealed.length - BYTES;
        if (length < 0) {
            return false;
        }
        ByteBuffer footer = ByteBuffer.wrap(sealed, length, BYTES);
        return footer.getInt() == length
                && footer.getInt() == checksum(sealed, length + Integer.BYTES)
                && footer.getInt() == MAGIC;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
