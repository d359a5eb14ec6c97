package dev.millrace.streams.internal.runtime.thread;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.internal.changelog.TaskTimeout;
import dev.millrace.streams.internal.runtime.commit.CommitProtocol;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.internal.spi.HeapBudget;

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
    private long lastCommitMs;

    CommitPhase(CommitProtocol protocol, TaskTable table, ThreadParts parts) {
        this.protocol = protocol;
        this.table = table;
        this.intervalMs = parts.loop().commitIntervalMs();
        this.uncommitted = parts.uncommitted();
        this.timeout = new TaskTimeout(parts.time(), parts.loop().taskTimeoutMs());
        this.lastCommitMs = parts.time().milliseconds();
    }

    /** Whether something is to be committed now. */
    boolean due(long nowMs) {
        return allDue(nowMs) || anyRequested();
    }

    /** Milliseconds until the next commit by time. */
    long remainingMs(long nowMs) {
        return Math.max(0, lastCommitMs + intervalMs - nowMs);
    }

    private boolean allDue(long nowMs) {
        return nowMs - lastCommitMs >= intervalMs || uncommitted.exceeded();
    }

    /** Commits all tasks if it is time or the heap asks for it, else those that ask. */
    void commitDue(long nowMs) {
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
        protocol.commit(tasks);
    }

    private boolean commit(Collection<StreamTask> tasks) {
        try {
            protocol.commit(tasks);
            timeout.succeeded();
            return true;
        } catch (RebalanceInProgressException later) {
            LOG.debug("Commit waits for the rebalance to end", later);
            return false;
        } catch (TimeoutException unanswered) {
            timeout.timedOut("committing " + tasks.size() + " tasks", unanswered);
            return false;
        }
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
