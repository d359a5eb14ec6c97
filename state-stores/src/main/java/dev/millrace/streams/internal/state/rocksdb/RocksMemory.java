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

    Cache blocks() {
        return blocks;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }
}
