package dev.millrace.streams.internal.state.rocksdb;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Holder;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

import dev.millrace.streams.internal.state.bytes.ByteCursor;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.bytes.ReadGuard;

/**
 * The entries of one store: a column family of the task's database.
 *
 * <p>Reads are <i>thread-safe: by the database, and a guard against closing;</i> all else is confined to the thread
 * that owns the task.
 */
public final class RocksBytes implements OrderedBytes {
    private static final int MOST_PRESENCE = 16;

    private final String storeName;
    private final RocksDatabase task;
    private final RocksDB database;
    private final ColumnFamilyHandle family;
    private final ReadOptions reads = new ReadOptions();
    private final Set<RocksCursor> cursors = ConcurrentHashMap.newKeySet();
    private final ReadGuard guard;

    /**
     * Whether the keys that were asked for lately were there: asking the filters first pays if most were not, and costs
     * a second search if most were. Threads that query may lose each other's counts, which only makes it coarser.
     */
    private int presence;

    private @Nullable ValueLayout filling;

    /**
     * Entries of an open database.
     *
     * @param filling null, or the layout of values of a store that was emptied and is filled again
     */
    RocksBytes(
            String storeName,
            RocksDatabase task,
            RocksDB database,
            ColumnFamilyHandle family,
            @Nullable ValueLayout filling) {
        this.storeName = storeName;
        this.task = task;
        this.database = database;
        this.family = family;
        this.filling = filling;
        guard = new ReadGuard(storeName);
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        long stamp = guard.enter();
        try {
            return read(key);
        } catch (RocksDBException e) {
            throw task.failed("read a key", e);
        } finally {
            guard.leave(stamp);
        }
    }

    private byte @Nullable [] read(byte[] key) throws RocksDBException {
        byte[] value = presence < 0 ? readIfPresent(key) : database.get(family, reads, key);
        if (value == null) {
            presence = Math.max(-MOST_PRESENCE, presence - 1);
        } else {
            presence = Math.min(MOST_PRESENCE, presence + 1);
        }
        return value;
    }

    /**
     * Asks whether the key may exist first: the filters say no without the C++ exception that a plain get throws for an
     * absent key, and give the value right away if it is in memory. An empty value says nothing: the answer is the same
     * when an index block had to be read from disk first.
     */
    private byte @Nullable [] readIfPresent(byte[] key) throws RocksDBException {
        Holder<byte[]> inMemory = new Holder<>();
        if (!database.keyMayExist(family, reads, key, inMemory)) {
            return null;
        }
        byte[] value = inMemory.getValue();
        return value != null && value.length > 0 ? value : database.get(family, reads, key);
    }

    @Override
    public ByteCursor range(byte @Nullable [] from, byte @Nullable [] to, boolean ascending) {
        long stamp = guard.enter();
        try {
            RocksCursor cursor = new RocksCursor(
                    this, database.newIterator(family, reads), ascending ? from : to, ascending ? to : from, ascending);
            cursors.add(cursor);
            return cursor;
        } finally {
            guard.leave(stamp);
        }
    }

    ReadGuard guard() {
        return guard;
    }

    RuntimeException failed(RocksDBException e) {
        return task.failed("read a range", e);
    }

    /** Frees a cursor, unless closing the store did. */
    void release(RocksCursor cursor) {
        long stamp = guard.tryEnter();
        if (stamp == 0) {
            return;
        }
        try {
            if (cursors.remove(cursor)) {
                cursor.free();
            }
        } finally {
            guard.leave(stamp);
        }
    }

    @Override
    public void put(byte[] key, byte @Nullable [] value) {
        task.put(family, key, value);
    }

    @Override
    public void deleteRange(byte[] from, byte[] end) {
        task.deleteRange(family, from, end);
    }

    @Override
    public boolean direct() {
        return false;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets, Runnable applied) {
        if (filling != null && !changelogOffsets.isEmpty()) {
            task.complete(storeName, filling);
            filling = null;
        }
        task.commit(changelogOffsets, applied);
    }

    @Override
    public void note(byte[] note) {
        task.note(storeName, note);
    }

    @Override
    public byte @Nullable [] note() {
        return task.note(storeName);
    }

    @Override
    public void apply() {
        task.commit();
    }

    @Override
    public void sync() {
        task.sync();
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return filling == null ? task.committedOffset(partition) : null;
    }

    @Override
    public boolean keepsOffsets() {
        return true;
    }

    @Override
    public boolean countsExactly() {
        return false;
    }

    @Override
    public long count() {
        long stamp = guard.enter();
        try {
            return database.getLongProperty(family, "rocksdb.estimate-num-keys");
        } catch (RocksDBException e) {
            throw task.failed("count keys", e);
        } finally {
            guard.leave(stamp);
        }
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return guard.isOpen();
    }

    @Override
    public void close() {
        guard.close(() -> {
            cursors.forEach(RocksCursor::free);
            cursors.clear();
            reads.close();
        });
    }
}
