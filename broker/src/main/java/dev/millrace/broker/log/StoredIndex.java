package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

import dev.millrace.broker.io.FileBytes;

/**
 * The index of a closed segment, left on disk: entries of key long, position int, beginning at some byte of the file.
 * The file was checked as a whole when it was opened. A search costs some fifteen small reads of the page cache and
 * keeps nothing in the heap, however large the log.
 *
 * <p><em>Thread-safe: reads at positions only.</em>
 */
final class StoredIndex extends SparseIndex {

    static final int ENTRY_BYTES = Long.BYTES + Integer.BYTES;

    private final FileChannel channel;
    private final int firstByte;
    private final int count;

    StoredIndex(FileChannel channel, int firstByte, int count) {
        this.channel = channel;
        this.firstByte = firstByte;
        this.count = count;
    }

    @Override
    int count() {
        return count;
    }

    @Override
    long key(int entry) {
        return read(entry, 0, Long.BYTES).getLong();
    }

    @Override
    int position(int entry) {
        return read(entry, Long.BYTES, Integer.BYTES).getInt();
    }

    private ByteBuffer read(int entry, int from, int bytes) {
        long at = firstByte + (long) entry * ENTRY_BYTES + from;
        try {
            ByteBuffer target = ByteBuffer.allocate(bytes);
            FileBytes.read(channel, target, at);
            return target.flip();
        } catch (IOException e) {
            throw new LogFailure("index entry " + entry + " cannot be read at byte " + at, e);
        }
    }
}
