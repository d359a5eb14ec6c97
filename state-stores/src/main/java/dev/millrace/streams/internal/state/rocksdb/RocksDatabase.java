package dev.millrace.streams.internal.state.rocksdb;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.internal.spi.TaskShared;
import dev.millrace.streams.processor.TaskId;

/**
 * The database of one task, in the folder {@value #FOLDER} of its state directory. Each store has a column family of
 * its own name; the default one holds the offsets ({@link OffsetKeyV1}), what stores note ({@link NoteKeyV1}) and how
 * their values are laid out ({@link LayoutKeyV1}).
 *
 * <p>Column families of stores that the topology no longer has are opened too (RocksDB asks for it) and left alone.
 * Options that concern the whole database are those of the store that is opened first.
 *
 * <p>When a file turns out to be damaged, the task is told that its state is corrupted, and the database is set aside
 * ({@link Damage}) when it is closed, or before it is opened.
 *
 * <p><i>Confined to the thread that owns the task;</i> {@link RocksBytes} says what other threads may read.
 */
public final class RocksDatabase implements TaskShared {
    /** Name of its folder. */
    public static final String FOLDER = "task.db";

    private static final Logger LOG = LoggerFactory.getLogger(RocksDatabase.class);
    private static final String OFFSETS = "default";

    /** So many entries at most, and those of the commit under way, are to be restored after a crash. */
    private static final int UNFLUSHED_ENTRIES = 50_000;

    private final File folder;
    private final Map<String, Object> configs;
    private final Opened opened = new Opened();
    private final Map<String, StoreOptions> options = new HashMap<>();
    private final Map<String, ColumnFamilyHandle> families = new HashMap<>();
    private final List<RocksBytes> stores = new ArrayList<>();
    private final List<Runnable> applied = new ArrayList<>();
    private final RocksMemory memory;
    private final WriteOptions withoutLog;
    private final WriteBatch batch;
    private final RocksDB database;
    private final TaskId task;
    private volatile @Nullable String damage;
    private int unflushed;

    private RocksDatabase(File folder, String firstStore, StoreRuntime runtime) throws RocksDBException {
        this.folder = folder;
        this.configs = runtime.appConfigs();
        this.task = runtime.taskId();
        memory = RocksMemory.acquire(runtime.budget().nativeMemory());
        opened.add(memory::release);
        try {
            opened.add(() -> options.values().forEach(StoreOptions::close));
            withoutLog = opened.add(new WriteOptions().setDisableWAL(true));
            batch = opened.add(new WriteBatch());
            DBOptions databaseOptions =
                    opened.add(new DBOptions(optionsOf(firstStore).options()));
            database = openFamilies(databaseOptions.setCreateIfMissing(true).setAtomicFlush(true));
        } catch (RocksDBException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * Opens or creates the database of a task.
     *
     * @param firstStore store whose options hold for the whole database
     * @throws ProcessorStateException if it cannot be opened
     */
    public static RocksDatabase open(StoreRuntime runtime, String firstStore) {
        File folder = new File(runtime.stateDir(), FOLDER);
        try {
            Files.createDirectories(folder.toPath());
            return openOrSetAside(folder, firstStore, runtime);
        } catch (RocksDBException | IOException e) {
            throw new ProcessorStateException(
                    "Cannot open the stores of task " + runtime.taskId() + " in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static RocksDatabase openOrSetAside(File folder, String firstStore, StoreRuntime runtime)
            throws RocksDBException, IOException {
        boolean wasThere = Damage.possibleIn(folder);
        try {
            return new RocksDatabase(folder, firstStore, runtime);
        } catch (RocksDBException failed) {
            if (!wasThere || !Damage.shownBy(failed)) {
                throw failed;
            }
            Damage.setAside(folder, failed.getMessage());
            Files.createDirectories(folder.toPath());
            return new RocksDatabase(folder, firstStore, runtime);
        }
    }

    private StoreOptions optionsOf(String storeName) {
        return options.computeIfAbsent(
                storeName, name -> new StoreOptions(name, memory, name.equals(OFFSETS) ? Map.of() : configs));
    }

    private RocksDB openFamilies(DBOptions databaseOptions) throws RocksDBException {
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        for (String name : existingFamilies()) {
            descriptors.add(descriptorOf(name));
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        RocksDB open = opened.add(RocksDB.open(databaseOptions, folder.getPath(), descriptors, handles));
        for (ColumnFamilyHandle handle : handles) {
            families.put(new String(handle.getName(), StandardCharsets.UTF_8), opened.add(handle));
        }
        return open;
    }

    private List<String> existingFamilies() throws RocksDBException {
        List<String> names = new ArrayList<>();
        try (Options plain = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(plain, folder.getPath())) {
                names.add(new String(name, StandardCharsets.UTF_8));
            }
        }
        return names.isEmpty() ? List.of(OFFSETS) : names;
    }

    private ColumnFamilyDescriptor descriptorOf(String name) {
        return new ColumnFamilyDescriptor(
                name.getBytes(StandardCharsets.UTF_8), optionsOf(name).familyOptions());
    }

    /**
     * The entries of a store. If those found have another layout than {@code layout}, they are dropped, and so are
     * their offsets: the store is restored from the beginning.
     *
     * @param restorable whether it can be
     * @throws ProcessorStateException if it cannot be, and has another layout
     */
    public RocksBytes store(String storeName, ValueLayout layout, boolean restorable) {
        if (storeName.equals(OFFSETS)) {
            throw new ProcessorStateException("A persistent store cannot be named '" + OFFSETS
                    + "': RocksDB has a column family of that name, which holds the changelog offsets");
        }
        try {
            byte[] key = LayoutKeyV1.key(storeName);
            byte[] found = database.get(offsetFamily(), key);
            boolean stale = found != null && !layout.notedAs(found);
            if (stale) {
                requireRestorable(storeName, layout, found, restorable);
                drop(storeName, key);
            }
            ColumnFamilyHandle family = families.get(storeName);
            if (family == null) {
                family = opened.add(database.createColumnFamily(descriptorOf(storeName)));
                families.put(storeName, family);
            }
            if (found == null) {
                put(offsetFamily(), key, layout.mark());
            }
            RocksBytes bytes = new RocksBytes(storeName, this, database, family, stale ? layout : null);
            stores.add(bytes);
            return bytes;
        } catch (RocksDBException e) {
            throw failed("open store " + storeName, e);
        }
    }

    private void requireRestorable(String storeName, ValueLayout layout, byte[] found, boolean restorable) {
        if (!restorable) {
            throw new ProcessorStateException("Store " + storeName + " in " + folder + " was written with values of"
                    + " layout '" + (char) found[0] + "' and is now to have layout '" + (char) layout.mark()[0]
                    + "'. It has no changelog to be restored from: keep the kind of store it had, or delete its state"
                    + " with KafkaStreams.cleanUp()");
        }
        LOG.info(
                "Store {} in {} had values of another layout; it is emptied and restored from its changelog",
                storeName,
                folder);
    }

    /** That it is incomplete is on disk before anything is gone. */
    private void drop(String storeName, byte[] layoutKey) throws RocksDBException {
        database.put(offsetFamily(), withoutLog, layoutKey, LayoutKeyV1.INCOMPLETE);
        database.delete(offsetFamily(), withoutLog, NoteKeyV1.key(storeName));
        sync();
        ColumnFamilyHandle family = families.remove(storeName);
        if (family != null) {
            database.dropColumnFamily(family);
        }
    }

    /** From the next commit on, the store is complete up to its offset. */
    void complete(String storeName, ValueLayout layout) {
        put(offsetFamily(), LayoutKeyV1.key(storeName), layout.mark());
    }

    void put(ColumnFamilyHandle family, byte[] key, byte @Nullable [] value) {
        try {
            if (value == null) {
                batch.delete(family, key);
            } else {
                batch.put(family, key, value);
            }
        } catch (RocksDBException e) {
            throw failed("stage a change", e);
        }
    }

    void deleteRange(ColumnFamilyHandle family, byte[] from, byte[] end) {
        try {
            batch.deleteRange(family, from, end);
        } catch (RocksDBException e) {
            throw failed("stage the deletion of a range", e);
        }
    }

    void commit(Map<TopicPartition, Long> offsets, Runnable whenApplied) {
        for (Map.Entry<TopicPartition, Long> offset : offsets.entrySet()) {
            put(offsetFamily(), OffsetKeyV1.key(offset.getKey()), OffsetKeyV1.value(offset.getValue()));
        }
        applied.add(whenApplied);
    }

    @Nullable
    Long committedOffset(TopicPartition partition) {
        try {
            byte[] value = database.get(offsetFamily(), OffsetKeyV1.key(partition));
            return value == null ? null : OffsetKeyV1.offset(value);
        } catch (RocksDBException e) {
            throw failed("read the offset of " + partition, e);
        }
    }

    void note(String storeName, byte[] note) {
        put(offsetFamily(), NoteKeyV1.key(storeName), note);
    }

    byte @Nullable [] note(String storeName) {
        try {
            return database.get(offsetFamily(), NoteKeyV1.key(storeName));
        } catch (RocksDBException e) {
            throw failed("read what was noted of store " + storeName, e);
        }
    }

    private ColumnFamilyHandle offsetFamily() {
        return families.get(OFFSETS);
    }

    /**
     * Writes entries and offsets of all stores as one batch; it is on disk with the next flush, whole or not at all.
     * Flushes follow when memory is short, and when a crash would cost too much.
     */
    @Override
    public void commit() {
        try {
            if (batch.count() > 0) {
                unflushed += batch.count();
                database.write(withoutLog, batch);
                batch.clear();
            }
            if (unflushed >= UNFLUSHED_ENTRIES) {
                flush(false);
            }
        } catch (RocksDBException e) {
            throw failed("commit", e);
        }
        applied.forEach(Runnable::run);
        applied.clear();
    }

    /** Writes what was committed to disk. */
    void sync() {
        try {
            flush(true);
        } catch (RocksDBException e) {
            throw failed("flush", e);
        }
    }

    private void flush(boolean wait) throws RocksDBException {
        try (FlushOptions options = new FlushOptions().setWaitForFlush(wait)) {
            database.flush(options, List.copyOf(families.values()));
        }
        unflushed = 0;
    }

    /** What to throw after {@code e}; notes that the database is damaged if that is the reason. Any thread. */
    StreamsException failed(String action, RocksDBException e) {
        ProcessorStateException failure =
                new ProcessorStateException("Cannot " + action + " in " + folder + ": " + e.getMessage(), e);
        if (!Damage.shownBy(e)) {
            return failure;
        }
        damage = e.getMessage();
        return new TaskCorruptedException(Set.of(task), failure);
    }

    @Override
    public void close() {
        stores.forEach(RocksBytes::close);
        opened.close();
        String reason = damage;
        if (reason != null) {
            damage = null;
            Damage.setAside(folder, reason);
        }
    }
}
