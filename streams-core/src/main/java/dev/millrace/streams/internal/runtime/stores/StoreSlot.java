package dev.millrace.streams.internal.runtime.stores;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.internal.changelog.StoreChangelogPartition;
import dev.millrace.streams.internal.spi.CachingStore;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.processor.CommitCallback;
import dev.millrace.streams.processor.StateRestoreCallback;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * One store of a task with what the task knows about it. <i>Confined to the owner of the task,</i> which while the
 * store is restored is the restorer.
 */
public final class StoreSlot {
    private static final Logger LOG = LoggerFactory.getLogger(StoreSlot.class);

    private final StateStore store;
    private final OpenIterators iterators;
    private final StateStore guarded;
    private final List<TopicPartition> changelogs;
    private final boolean sourceTopic;
    private final ChangelogWriter writer;

    private @Nullable StateRestoreCallback restoreCallback;
    private @Nullable CommitCallback commitCallback;
    private List<StoreChangelogPartition> progress = List.of();

    private StoreSlot(StateStore store, List<TopicPartition> changelogs, boolean sourceTopic, ChangelogWriter writer) {
        this.store = requireNonNull(store, "store");
        this.iterators = new OpenIterators(store.name(), LOG::warn);
        this.guarded = Guards.guarded(store, new Access(iterators, false));
        this.changelogs = List.copyOf(changelogs);
        this.sourceTopic = sourceTopic;
        this.writer = requireNonNull(writer, "writer");
    }

    /** A store whose changes go to {@code changelog} through {@code writer}. */
    public static StoreSlot logged(StateStore store, TopicPartition changelog, ChangelogWriter writer) {
        return new StoreSlot(store, List.of(changelog), false, writer);
    }

    /** A store that is restored from an input topic of the task, which is its changelog: nothing is written. */
    public static StoreSlot fromSource(StateStore store, TopicPartition source) {
        return new StoreSlot(store, List.of(source), true, ChangelogWriter.NONE);
    }

    /** A store without a changelog. */
    public static StoreSlot unlogged(StateStore store) {
        return new StoreSlot(store, List.of(), false, ChangelogWriter.NONE);
    }

    /** A store that holds all {@code partitions} of a topic, each up to an offset of its own. */
    public static StoreSlot global(StateStore store, List<TopicPartition> partitions) {
        return new StoreSlot(store, partitions, false, ChangelogWriter.NONE);
    }

    StateStore store() {
        return store;
    }

    /** The store as processors and queries see it. */
    StateStore guarded() {
        return guarded;
    }

    /** The store as those see it that may not change it. */
    StateStore readOnly() {
        return Guards.guarded(store, new Access(iterators, true));
    }

    /** Closes the store, and before it what users left open. */
    void close(TaskId task) {
        iterators.end(task);
        store.close();
    }

    ChangelogWriter writer() {
        return writer;
    }

    boolean registered() {
        return restoreCallback != null;
    }

    void register(StateRestoreCallback onRestore, CommitCallback onCommit) {
        restoreCallback = requireNonNull(onRestore, "stateRestoreCallback");
        commitCallback = requireNonNull(onCommit, "commitCallback");
    }

    /** Whether there is a topic to restore it from. */
    boolean restorable() {
        return !changelogs.isEmpty();
    }

    /** Whether its offsets must be kept in a file beside it. */
    boolean needsOffsetsFile() {
        return !changelogs.isEmpty() && store.persistent() && !store.managesOffsets();
    }

    /** Reads where the open store stands; {@code fromFile} counts for stores that do not know themselves. */
    void locate(Map<TopicPartition, Long> fromFile) {
        List<StoreChangelogPartition> located = new ArrayList<>();
        for (TopicPartition changelog : changelogs) {
            Long stored = store.managesOffsets() ? store.committedOffset(changelog) : null;
            if (needsOffsetsFile()) {
                stored = fromFile.get(changelog);
            }
            long offset = stored == null ? StoreChangelogPartition.UNKNOWN : stored;
            located.add(new StoreChangelogPartition(changelog, store.name(), sourceTopic, restoreCallback, offset));
        }
        progress = located;
    }

    /** Where the store stands in its changelogs: one, but for stores without any and for global ones. */
    List<StoreChangelogPartition> progress() {
        return progress;
    }

    void flushCache() {
        if (store instanceof CachingStore<?, ?> caching) {
            caching.flushDirty();
        }
    }

    /** Brings the store to the offsets in {@code acknowledged}, or leaves it where it stands without one. */
    void commit(TaskId task, Map<TopicPartition, Long> acknowledged) {
        try {
            commitCallback.onCommit();
        } catch (IOException failed) {
            throw new ProcessorStateException(
                    "Store " + store.name() + " of task " + task + " failed in its commit callback", failed);
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (StoreChangelogPartition changelog : progress) {
            changelog.advanceTo(Math.max(
                    changelog.nextOffset(),
                    acknowledged.getOrDefault(changelog.partition(), StoreChangelogPartition.UNKNOWN)));
            if (changelog.known()) {
                offsets.put(changelog.partition(), changelog.nextOffset());
            }
        }
        store.commit(offsets);
    }
}
