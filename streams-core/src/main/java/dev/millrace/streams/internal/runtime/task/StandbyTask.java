package dev.millrace.streams.internal.runtime.task;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.changelog.StoreChangelogPartition;
import dev.millrace.streams.internal.runtime.stores.TaskStores;
import dev.millrace.streams.processor.TaskId;

/**
 * The stores of a task that another instance runs, kept up to date so that this one can take over at once.
 *
 * <p>Stores that are restored from an input topic are left as they are: only the task that runs knows how far it has
 * come in its input. <i>Confined to its owner:</i> the stream thread, and the restorer while the stores follow their
 * changelogs; but for {@link #offsetSum()}.
 */
public final class StandbyTask {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyTask.class);

    private final TaskId id;
    private final TaskStores stores;

    StandbyTask(TaskId id, TaskStores stores) {
        this.id = id;
        this.stores = stores;
    }

    /** Name of the task. */
    public TaskId id() {
        return id;
    }

    /** Its stores. */
    public TaskStores stores() {
        return stores;
    }

    /**
     * Locks the state directory and opens the stores.
     *
     * @throws dev.millrace.streams.errors.LockException if another task of the process still has the directory
     */
    public void open() {
        stores.open();
    }

    /** The changelogs that the stores follow. */
    public List<StoreChangelogPartition> followed() {
        return stores.changelogs().stream()
                .filter(changelog -> !changelog.sourceTopic())
                .toList();
    }

    /** How far the stores have come: the sum of their changelog offsets. Any thread. */
    public long offsetSum() {
        return followed().stream()
                .mapToLong(changelog -> Math.max(0, changelog.nextOffset()))
                .sum();
    }

    /** Closes the stores, which keep what they have; may be called again. A failure is logged. */
    public void close() {
        try {
            stores.close();
        } catch (RuntimeException failed) {
            LOG.warn("Closing the copies of the stores of task {} failed", id, failed);
        }
    }
}
