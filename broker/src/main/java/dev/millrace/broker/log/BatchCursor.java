package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import dev.millrace.broker.io.FileBytes;

/**
 * Walks over the batches of a segment file, header by header, through a window that is read from the file as needed. It
 * stops at whatever cannot be a batch.
 *
 * <p><em>Confined to the thread that walks.</em>
 */
final class BatchCursor {

    /** Window of a look-up: the stretch between two index entries. */
    static final int LOOKUP_WINDOW = 4096;

    /** Window of a scan over a whole file. */
    static final int SCAN_WINDOW = 256 * 1024;

    private final FileChannel channel;
    private final int limit;
    private final BatchView view = new BatchView();
    private ByteBuffer window;
    private int windowStart;
    private int position;
    private int nextPosition;

    /**
     * Starts before a batch.
     *
     * @param channel the segment file
     * @param from position of a batch
     * @param limit end of the bytes to look at, exclusive
     * @param windowBytes how much to read at once
     */
    BatchCursor(FileChannel channel, int from, int limit, int windowBytes) {
        this.channel = channel;
        this.limit = limit;
        this.nextPosition = from;
        this.windowStart = from;
        this.window = ByteBuffer.allocate(Math.max(BatchView.HEADER_BYTES, Math.min(windowBytes, limit - from)))
                .limit(0);
    }

    /**
     * Goes to the next batch, of which only the header has been looked at.
     *
     * @return whether there is one that fits the file
     */
    boolean next() throws IOException {
        position = nextPosition;
        if (limit - position < BatchView.HEADER_BYTES) {
            return false;
        }
        require(BatchView.HEADER_BYTES);
        if (!view.plausible() || view.sizeBytes() > limit - position) {
            return false;
        }
        nextPosition = position + (int) view.sizeBytes();
        return true;
    }

    /** Reads the rest of the batch, so that its records and checksum can be looked at. */
    BatchView whole() throws IOException {
        require(nextPosition - position);
        return view;
    }

    BatchView batch() {
        return view;
    }

    /** Returns where the batch begins; after the end, where the first byte lies that is no batch. */
    int position() {
        return position;
    }

    int sizeBytes() {
        return nextPosition - position;
    }

    private void require(int bytes) throws IOException {
        if (position + bytes > windowStart + window.limit()) {
            if (window.capacity() < bytes) {
                window = ByteBuffer.allocate(bytes);
            }
            window.clear().limit(Math.min(window.capacity(), limit - position));
            FileBytes.read(channel, window, position);
            window.flip();
            windowStart = position;
        }
        view.moveTo(window, position - windowStart);
    }
}
