package dev.millrace.streams.internal.state.rocksdb;

import java.util.IdentityHashMap;
import java.util.Map;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

import dev.millrace.streams.internal.spi.NativeBudget;

/**
 * The native memory of all databases of one instance: one cache for blocks, which also pays for the memtables, so that
 * the number of tasks and stores does not multiply it. It lives while a database is open.
 *
 * <p>A {@code RocksDBConfigSetter} may give a store a cache or a write-buffer manager of its own.
 *
 * <p><i>Thread-safe: counted under one lock, else immutable.</i>
 */
final class RocksMemory {
    /** The part of the memtables: when it is full, the database that writes next flushes. */
    private static final int MEMTABLES_PART = 2;

    /** A memtable is flushed when it alone has this part of the memtables, or when it is as large as one should be. */
    private static final int MEMTABLE_PART = 8;

    private static final long MEMTABLE_MAX_BYTES = 16L << 20;

    private static final Map<NativeBudget, RocksMemory> IN_USE = new IdentityHashMap<>();

    private final NativeBudget budget;
    private final Cache blocks;
    private final WriteBufferManager writeBuffers;
    private int users;

    private RocksMemory(NativeBudget budget) {
        this.budget = budget;
        RocksDB.loadLibrary();
        blocks = new LRUCache(budget.bytes());
        writeBuffers = new WriteBufferManager(budget.bytes() / MEMTABLES_PART, blocks);
    }

    /** The memory of the instance that has {@code budget}; each call is to be answered by one of {@link #release()}. */
    static RocksMemory acquire(NativeBudget budget) {
        synchronized (IN_USE) {
            RocksMemory memory = IN_USE.computeIfAbsent(budget, RocksMemory::new);
            memory.users++;
            return memory;
        }
    }

    /** Gives it back; the last one frees it. */
    void release() {
        synchronized (IN_USE) {
            users--;
            if (users == 0) {
                IN_USE.remove(budget);
                writeBuffers.close();
                blocks.close();
            }
        }
    }

    /** How large the memtable of one store may become. */
    long memtableBytes() {
        return Math.min(MEMTABLE_MAX_BYTES, budget.bytes() / MEMTABLES_PART / MEMTABLE_PART);
    }

    Cache blocks() {
        return blocks;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }
}
