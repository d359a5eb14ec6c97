package dev.millrace.broker.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;

/**
 * Hands out producer ids, each once, also across restarts. Ids are taken from the disk a thousand at a time; those of a
 * block that were not used when the broker stops are never used. The file holds the first id that no block covers, a
 * long.
 *
 * <p><em>Thread-safe: {@link #next} holds the object's monitor.</em>
 */
public final class ProducerIds {

    static final int BLOCK = 1000;

    private final CheckpointFile file;
    private long next;
    private long blockEnd;

    private ProducerIds(CheckpointFile file, long next) {
        this.file = file;
        this.next = next;
        this.blockEnd = next;
    }

    /**
     * Goes on where the last broker stopped, with a block at hand.
     *
     * @throws BrokenFile if the file does not tell which ids are taken: any guess could give an id to two producers
     */
    static ProducerIds open(CheckpointFile file) throws IOException {
        byte[] content = file.read().orElse(new byte[Long.BYTES]);
        ProducerIds ids = new ProducerIds(file, ByteBuffer.wrap(content).getLong());
        ids.takeBlock();
        return ids;
    }

    /**
     * Returns an id that was never returned before. Once in a thousand calls this waits for the disk.
     *
     * @throws UncheckedIOException if the disk fails to note that the id is taken
     */
    public synchronized long next() {
        if (next == blockEnd) {
            try {
                takeBlock();
            } catch (IOException e) {
                throw new UncheckedIOException("producer ids cannot be reserved", e);
            }
        }
        return next++;
    }

    private void takeBlock() throws IOException {
        long end = blockEnd + BLOCK;
        file.write(ByteBuffer.allocate(Long.BYTES).putLong(end).array());
        blockEnd = end;
    }
}
