package dev.millrace.broker.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Whole reads and writes at a position; a channel by itself may stop half-way. */
public final class FileBytes {

    private FileBytes() {}

    /**
     * Writes all remaining bytes.
     *
     * @param channel where to
     * @param bytes what; its position is at its limit afterwards
     * @param position first byte to be written in the file
     * @throws IOException if the disk fails; any part may have been written
     */
    public static void write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /**
     * Fills the buffer.
     *
     * @param channel where from
     * @param bytes filled up to its limit
     * @param position first byte to be read in the file
     * @throws EOFException if the file ends before
     * @throws IOException if the disk fails
     */
    public static void read(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        if (readAvailable(channel, bytes, position) < 0 || bytes.hasRemaining()) {
            throw new EOFException(bytes.remaining() + " bytes missing at position " + (position + bytes.position()));
        }
    }

    /**
     * Fills the buffer as far as the file reaches.
     *
     * @param channel where from
     * @param bytes filled up to its limit or the end of the file
     * @param position first byte to be read in the file
     * @return the number of bytes read, 0 at the end of the file
     * @throws IOException if the disk fails
     */
    public static int readAvailable(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        int before = bytes.position();
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            count = channel.read(bytes, position + bytes.position() - before);
        }
        return bytes.position() - before;
    }
}
