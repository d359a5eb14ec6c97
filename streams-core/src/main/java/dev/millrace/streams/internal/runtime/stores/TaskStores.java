package dev.millrace.streams.internal.runtime.stores;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.LockException;
import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.changelog.StoreChangelogPartition;
import dev.millrace.streams.internal.changelog.StoreOffsets;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreBudget;
import dev.millrace.streams.internal.spi.TaskShared;
import dev.millrace.streams.processor.CommitCallback;
import dev.millrace.streams.processor.StateRestoreCallback;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;

/**
 * The stores of one task.
 *
 * <p>They are opened together with the directory of the task locked, committed together, and closed in reverse order.
 * What they share, such as one database, is committed after the last store and closed after it. Offsets of persistent
 * stores are written to a file beside them too: at each commit if a store needs it, else when closing, since then it
 * tells how much state is here.
 *
 * <p><i>Confined to the owner of the task,</i> which while the stores are restored is the restorer.
 */
public final class TaskStores {
    private final TaskId task;
    private final StateDirectory directory;
    private final Supplier<StoreOffsets> offsetsFile;
    private final TaskStoreContext context;
    private final Map<String, StoreSlot> slots = new LinkedHashMap<>();
    private final Map<Class<?>, TaskShared> shared = new LinkedHashMap<>();
    private final List<StoreSlot> opened = new ArrayList<>();
    private final boolean exactlyOnce;
    private boolean locked;
    private boolean distrusted;

    /**
     * Stores not yet open.
     *
     * @param slots the stores, in the order in which their caches are flushed: upstream first
     */
    public TaskStores(List<StoreSlot> slots, TaskEnvironment environment, TaskMoment moment, StoreBudget budget) {
        this.task = environment.taskId();
        this.directory = environment.directory();
        this.offsetsFile = () -> new StoreOffsets(directory.taskDirectory(task));
        this.exactlyOnce = environment.exactlyOnce();
        this.context = new TaskStoreContext(this, environment, moment, budget);
        slots.forEach(slot -> this.slots.put(slot.store().name(), slot));
    }

    /**
     * Locks the task's directory and opens every store. What was opened is closed again if one fails.
     *
     * @throws LockException if another task of the process holds the directory: it may be free later
     * @throws ProcessorStateException if a store cannot be opened
     */
    public void open() {
        if (slots.isEmpty()) {
            return;
        }
        if (!directory.tryLock(task, this)) {
            throw new LockException("Task " + task + " cannot open its stores yet: their directory is in use");
        }
        locked = true;
        try {
            Map<TopicPartition, Long> fromFile = anyNeedsOffsetsFile() ? readOffsetsFile() : Map.of();
            slots.values().forEach(this::open);
            slots.values().forEach(slot -> slot.locate(fromFile));
        } catch (RuntimeException failed) {
            closeAfter(failed);
            throw failed;
        }
    }

    /** Where each store with a changelog stands in it; while restoring, the restorer moves these on. */
    public List<StoreChangelogPartition> changelogs() {
        return slots.values().stream().flatMap(slot -> slot.progress().stream()).toList();
    }

    /**
     * How far the stores have come: the sum of their offsets in changelogs that count.
     *
     * @param counted which count, by topic
     */
    public long offsetSum(Predicate<String> counted) {
        return changelogs().stream()
                .filter(changelog -> counted.test(changelog.partition().topic()))
                .mapToLong(changelog -> Math.max(0, changelog.nextOffset()))
                .sum();
    }

    /** The store called {@code name} as processors and queries see it; null if the task has none. */
    public @Nullable StateStore guardedStore(String name) {
        StoreSlot slot = slots.get(name);
        return slot == null ? null : slot.guarded();
    }

    /** All stores by name, as those see them that may not change them. */
    public Map<String, StateStore> readOnly() {
        Map<String, StateStore> readOnly = new HashMap<>();
        slots.forEach((name, slot) -> readOnly.put(name, slot.readOnly()));
        return readOnly;
    }

    /** All stores, in the order in which they are flushed. */
    public Collection<StateStore> all() {
        return slots.values().stream().map(StoreSlot::store).toList();
    }

    /**
     * Hands every change held back in caches downstream and to the changelogs, upstream stores first.
     *
     * <p>What a store hands on may reach one that was flushed before it, so the round is repeated until nothing is
     * handed on any more. A program in which a store's changes lead back to the store itself may never come to that
     * end: after as many rounds as there are stores, enough for any other, the rest waits for the next commit.
     */
    public void flush() {
        for (int round = 0; round < slots.size(); round++) {
            context.forgetHandedOn();
            slots.values().forEach(StoreSlot::flushCache);
            if (!context.anyHandedOn()) {
                return;
            }
        }
    }

    /**
     * Makes what was written durable.
     *
     * @param changelogOffsets for each changelog with news, the offset after the last acknowledged entry
     * @throws ProcessorStateException if a store cannot be written
     */
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        for (StoreSlot slot : slots.values()) {
            slot.commit(task, changelogOffsets);
        }
        shared.values().forEach(TaskShared::commit);
        if (anyNeedsOffsetsFile() && !exactlyOnce) {
            writeOffsetsFile(persistentOffsets());
        }
    }

    /** Something was written since the last commit that is not to count; to be called before {@link #close()}. */
    public void distrustOffsets() {
        distrusted = true;
    }

    /**
     * Closes the stores in reverse order of opening, then what they share, and unlocks the directory; may be called
     * again. Uncommitted entries are dropped.
     */
    public void close() {
        CloseSteps steps = new CloseSteps();
        Map<TopicPartition, Long> offsets = persistentOffsets();
        Collections.reverse(opened);
        opened.forEach(slot -> steps.run(() -> slot.close(task)));
        opened.clear();
        List<TaskShared> commons = new ArrayList<>(shared.values());
        Collections.reverse(commons);
        commons.forEach(common -> steps.run(common::close));
        shared.clear();
        if (locked) {
            // Not before the stores are closed: the file must not claim what they may not have on disk yet.
            if (!exactlyOnce || !distrusted) {
                steps.run(() -> writeOffsetsFile(offsets));
            }
            steps.run(() -> directory.unlock(task, this));
            locked = false;
        }
        steps.finish();
    }

    void register(StateStore store, StateRestoreCallback restoreCallback, CommitCallback commitCallback) {
        StoreSlot slot = slots.get(store.name());
        if (slot == null) {
            throw new IllegalArgumentException("Store " + store.name() + " is not a store of task " + task);
        }
        if (slot.registered()) {
            throw new IllegalArgumentException("Store " + store.name() + " has already been registered.");
        }
        slot.register(restoreCallback, commitCallback);
    }

    ChangelogWriter changelogWriter(String storeName) {
        StoreSlot slot = slots.get(storeName);
        return slot == null ? ChangelogWriter.NONE : slot.writer();
    }

    boolean restorable(String storeName) {
        StoreSlot slot = slots.get(storeName);
        return slot != null && slot.restorable();
    }

    <T extends TaskShared> T shared(Class<T> kind, Supplier<T> opener) {
        TaskShared common = shared.get(kind);
        if (common == null) {
            common = opener.get();
            shared.put(kind, common);
        }
        return kind.cast(common);
    }

    private void open(StoreSlot slot) {
        opened.add(slot);
        context.opening(slot.store().name());
        slot.store().init(context, slot.store());
        if (!slot.registered()) {
            throw new ProcessorStateException("Store " + slot.store().name() + " of task " + task
                    + " did not register itself with its context when it was initialised");
        }
    }

    private void closeAfter(RuntimeException failed) {
        try {
            close();
        } catch (RuntimeException second) {
            failed.addSuppressed(second);
        }
    }

    /**
     * Under exactly-once the file is there only while nothing uncommitted may be in stores that write at once: from a
     * close after a commit to the next opening. Stores left behind without it are deleted.
     */
    private Map<TopicPartition, Long> readOffsetsFile() {
        Map<TopicPartition, Long> offsets = offsetsFile.get().read();
        if (exactlyOnce) {
            if (offsets.isEmpty()) {
                directory.wipe(task);
            }
            offsetsFile.get().delete();
        }
        return offsets;
    }

    private boolean anyNeedsOffsetsFile() {
        return slots.values().stream().anyMatch(StoreSlot::needsOffsetsFile);
    }

    private Map<TopicPartition, Long> persistentOffsets() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (StoreSlot slot : slots.values()) {
            if (slot.store().persistent()) {
                slot.progress().stream()
                        .filter(StoreChangelogPartition::known)
                        .forEach(progress -> offsets.put(progress.partition(), progress.nextOffset()));
            }
        }
        return offsets;
    }

    private void writeOffsetsFile(Map<TopicPartition, Long> offsets) {
        if (!offsets.isEmpty()) {
            offsetsFile.get().write(offsets);
        }
    }
}
