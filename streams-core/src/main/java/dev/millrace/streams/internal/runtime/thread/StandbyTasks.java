package dev.millrace.streams.internal.runtime.thread;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.LockException;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.internal.changelog.RestoreJob;
import dev.millrace.streams.internal.changelog.RestoreOwner;
import dev.millrace.streams.internal.changelog.Restorer;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.runtime.task.StandbyTask;
import dev.millrace.streams.processor.StandbyUpdateListener.SuspendReason;
import dev.millrace.streams.processor.TaskId;

/**
 * The copies that a thread keeps of tasks that run elsewhere: waiting for their directory, then with the restorer.
 *
 * <p>One that is not wanted any more is asked back and closed when it arrives, which frees its directory for the task
 * itself if that is to run here. <i>Confined to the stream thread:</i> the restorer answers through the mailbox; but
 * for {@link #following()}, an immutable list for any thread.
 */
final class StandbyTasks {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyTasks.class);

    private final Mailbox mailbox;
    private final StandbySource source;
    private final Restorer restorer;
    private final StateDirectory directory;
    private final Map<TaskId, StandbyTask> waiting = new TreeMap<>();
    private final Map<TaskId, StandbyTask> withRestorer = new TreeMap<>();
    private final Set<TaskId> departing = new HashSet<>();
    private volatile List<StandbyTask> following = List.of();
    private @Nullable RuntimeException failure;

    StandbyTasks(Mailbox mailbox, ThreadParts parts) {
        this.mailbox = mailbox;
        this.source = parts.standbys();
        this.restorer = parts.restorer();
        this.directory = parts.directory();
    }

    /** Those that follow their changelogs; any thread, which may read their stores through read views only. */
    List<StandbyTask> following() {
        return following;
    }

    /** Whether none is with the restorer. */
    boolean allReturned() {
        return withRestorer.isEmpty();
    }

    /**
     * Brings what is here closer to what is wanted, as far as that is possible without waiting.
     *
     * @param wanted what the leader assigned
     * @param active tasks that this thread runs itself
     * @throws RuntimeException why a copy cannot follow
     */
    void advance(Set<TaskId> wanted, Set<TaskId> active) {
        RuntimeException failed = failure;
        failure = null;
        if (failed != null) {
            throw failed;
        }
        dropUnwanted(wanted, active);
        for (TaskId id : wanted) {
            if (!active.contains(id) && !waiting.containsKey(id) && !withRestorer.containsKey(id)) {
                waiting.put(id, source.create(id));
            }
        }
        openWaiting();
    }

    /** Drops all of them. */
    void dropAll() {
        dropUnwanted(Set.of(), Set.of());
    }

    private void dropUnwanted(Set<TaskId> wanted, Set<TaskId> active) {
        waiting.keySet().removeIf(id -> active.contains(id) || !wanted.contains(id));
        for (TaskId id : withRestorer.keySet()) {
            if ((active.contains(id) || !wanted.contains(id)) && departing.add(id)) {
                restorer.takeBack(id, active.contains(id) ? SuspendReason.PROMOTED : SuspendReason.MIGRATED);
            }
        }
    }

    private void openWaiting() {
        Iterator<StandbyTask> tasks = waiting.values().iterator();
        while (tasks.hasNext()) {
            StandbyTask task = tasks.next();
            if (open(task)) {
                tasks.remove();
                withRestorer.put(task.id(), task);
                following = List.copyOf(withRestorer.values());
                restorer.submit(RestoreJob.following(task.id(), task.followed(), new Answers()));
            }
        }
    }

    private static boolean open(StandbyTask task) {
        try {
            task.open();
            return true;
        } catch (LockException heldElsewhere) {
            LOG.debug("The copy of task {} waits: {}", task.id(), heldElsewhere.getMessage());
            return false;
        }
    }

    private void takeIn(TaskId id) {
        StandbyTask task = withRestorer.remove(id);
        departing.remove(id);
        following = List.copyOf(withRestorer.values());
        if (task != null) {
            task.close();
        }
    }

    private void onFailed(TaskId id, RuntimeException cause) {
        takeIn(id);
        if (!(cause instanceof TaskCorruptedException)) {
            failure = cause;
        } else if (directory.tryLock(id, this)) {
            LOG.warn("The copy of task {} is deleted and begun anew: {}", id, cause.getMessage());
            try {
                directory.wipe(id);
            } finally {
                directory.unlock(id, this);
            }
        }
    }

    /** Brings the restorer's answers to this thread. */
    private final class Answers implements RestoreOwner {
        @Override
        public void restored(TaskId task) {
            throw new IllegalStateException("The copy of task " + task + " follows without end");
        }

        @Override
        public void returned(TaskId task) {
            mailbox.post(() -> takeIn(task));
        }

        @Override
        public void failed(TaskId task, RuntimeException cause) {
            mailbox.post(() -> onFailed(task, cause));
        }
    }
}
