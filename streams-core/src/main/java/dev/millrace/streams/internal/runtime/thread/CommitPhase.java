package dev.millrace.streams.internal.runtime.thread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.changelog.TaskTimeout;
import dev.millrace.streams.internal.runtime.commit.CommitProtocol;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.internal.spi.HeapBudget;
import dev.millrace.streams.processor.TaskId;

/**
 * Commits when it is time, when uncommitted changes take too much of the heap, or when a task asks. A commit that times
 * out or runs into a rebalance is tried again at the next step. <i>Confined to the stream thread.</i>
 */
final class CommitPhase {
    private static final Logger LOG = LoggerFactory.getLogger(CommitPhase.class);

    private final CommitProtocol protocol;
    private final TaskTable table;
    private final long intervalMs;
    private final HeapBudget uncommitted;
    private final TaskTimeout timeout;
    private final TaskTimeout beginTimeout;
    private final BooleanSupplier joining;
    private long lastCommitMs;
    private long committedTasks;

    /** @param joining whether the thread is on its way into a new generation of its group */
    CommitPhase(CommitProtocol protocol, TaskTable table, ThreadParts parts, BooleanSupplier joining) {
        this.protocol = protocol;
        this.table = table;
        this.intervalMs = parts.loop().commitIntervalMs();
        this.uncommitted = parts.uncommitted();
        this.joining = joining;
        this.timeout = new TaskTimeout(parts.time(), parts.loop().taskTimeoutMs());
        this.beginTimeout = new TaskTimeout(parts.time(), parts.loop().taskTimeoutMs());
        this.lastCommitMs = parts.time().milliseconds();
    }

    /** Makes ready for tasks; false if that is to be tried again before anything is read. */
    boolean begun() {
        try {
            protocol.begin();
            beginTimeout.succeeded();
            return true;
        } catch (TimeoutException unanswered) {
            beginTimeout.timedOut("beginning transactions", unanswered);
            return false;
        }
    }

    /** Whether something is to be committed now. */
    boolean due(long nowMs) {
        return !mustWait() && (allDue(nowMs) || anyRequested());
    }

    /** Milliseconds until the next commit by time. */
    long remainingMs(long nowMs) {
        return mustWait() ? intervalMs : Math.max(0, lastCommitMs + intervalMs - nowMs);
    }

    /** The positions of a transaction are refused of a member that is a generation behind. */
    private boolean mustWait() {
        return protocol.together() && joining.getAsBoolean();
    }

    private boolean allDue(long nowMs) {
        return nowMs - lastCommitMs >= intervalMs || uncommitted.exceeded();
    }

    /** Commits all tasks if it is time or the heap asks for it, else those that ask. */
    void commitDue(long nowMs) {
        if (mustWait()) {
            return;
        }
        if (allDue(nowMs)) {
            if (commit(table.running())) {
                lastCommitMs = nowMs;
            }
        } else if (anyRequested()) {
            commit(requesting());
        }
    }

    /** Commits {@code tasks}, now; throws what goes wrong. */
    void commitNow(Collection<StreamTask> tasks) {
        protocol.commit(withOthers(tasks));
    }

    /** The tasks that go back to their last commit when {@code failed} do; they are closed before {@link #abandon}. */
    Set<TaskId> goingBackWith(Set<TaskId> failed) {
        Set<TaskId> ids = new TreeSet<>(failed);
        if (protocol.together()) {
            table.running().forEach(task -> ids.add(task.id()));
        }
        return ids;
    }

    /** Gives up what was written since the last commit. */
    void abandon() {
        protocol.abandon();
    }

    private Collection<StreamTask> withOthers(Collection<StreamTask> tasks) {
        if (!protocol.together()) {
            return tasks;
        }
        Set<StreamTask> all = new LinkedHashSet<>(table.running());
        all.addAll(tasks);
        return all;
    }

    /** A task goes back to its last commit because of {@code cause}: no progress until one of them commits again. */
    void setBack(RuntimeException cause) {
        timeout.timedOut("writing results", cause);
    }

    private boolean commit(Collection<StreamTask> tasks) {
        try {
            int committed = protocol.commit(withOthers(tasks));
            committedTasks += committed;
            if (committed > 0) {
                timeout.succeeded();
            }
            return true;
        } catch (RebalanceInProgressException later) {
            LOG.debug("Commit waits for the rebalance to end", later);
            return false;
        } catch (TimeoutException unanswered) {
            timeout.timedOut("committing " + tasks.size() + " tasks", unanswered);
            return false;
        }
    }

    /** Tasks committed in time since the thread began, each as often as it was. */
    long committedTasks() {
        return committedTasks;
    }

    private boolean anyRequested() {
        for (StreamTask task : table.running()) {
            if (task.commitRequested()) {
                return true;
            }
        }
        return false;
    }

    private List<StreamTask> requesting() {
        List<StreamTask> tasks = new ArrayList<>();
        for (StreamTask task : table.running()) {
            if (task.commitRequested()) {
                tasks.add(task);
            }
        }
        return tasks;
    }
}
