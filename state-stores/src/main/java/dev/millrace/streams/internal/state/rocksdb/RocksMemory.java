package dev.millrace.streams.internal.state.rocksdb;

import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * The native memory of all databases in this process: one cache for blocks, which also pays for the write buffers, so
 * that the number of tasks does not multiply it. It lives while a database is open.
 *
 * <p>A {@code RocksDBConfigSetter} may give a store a cache or a write-buffer manager of its own.
 *
 * <p><i>Thread-safe: counted under the lock of the class, else immutable.</i>
 */
final class RocksMemory {
    /** Blocks, index and filters, and write buffers together. */
    static final long TOTAL_BYTES = 128L << 20;
    /** The part that write buffers may take: when it is full, the database that writes next flushes. */
    static final long WRITE_BUFFER_BYTES = 64L << 20;

    private static @Nullable RocksMemory current;
    private static int users;

    private final Cache blocks;
    private final WriteBufferManager writeBuffers;

    private RocksMemory() {
        RocksDB.loadLibrary();
        blocks = new LRUCache(TOTAL_BYTES);
        writeBuffers = new WriteBufferManager(WRITE_BUFFER_BYTES, blocks);
    }

    /** The shared memory; each call is to be answered by one of {@link #release()}. */
    static synchronized RocksMemory acquire() {
        RocksMemory memory = current;
        if (memory == null) {
            memory = new RocksMemory();
            current = memory;
        }
        users++;
        return memory;
    }

    /** Gives it back; the last one frees it. */
    static synchronized void release() {
        users--;
        if (users == 0 && current != null) {
            current.writeBuffers.close();
            current.blocks.close();
            current = null;
        }
    }

    Cache blocks() {
        return blocks;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }
}
