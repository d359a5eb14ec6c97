package dev.millrace.streams.internal.runtime.thread;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.LockException;
import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.internal.changelog.RestoreJob;
import dev.millrace.streams.internal.changelog.RestoreOwner;
import dev.millrace.streams.internal.changelog.Restorer;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.changelog.TaskTimeout;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.processor.TaskId;

/**
 * Brings new tasks of a thread to where they can run: waiting for their directory, restoring, started.
 *
 * <p>A task waits while another thread of the process still has its directory. While it restores it belongs to the
 * restorer; a task that is revoked meanwhile is asked back and closed when it arrives. <i>Confined to the stream
 * thread:</i> the restorer answers through the mailbox; but for {@link #restoring()}.
 */
final class TaskAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(TaskAdmission.class);

    private final Consumer<byte[], byte[]> consumer;
    private final Mailbox mailbox;
    private final TaskTable table;
    private final TaskSource source;
    private final Restorer restorer;
    private final StateDirectory directory;
    private final OffsetResets resets;
    private final TaskTimeout timeout;
    private final Map<TaskId, StreamTask> waiting = new TreeMap<>();
    private final Map<TaskId, StreamTask> restoring = new TreeMap<>();
    private final Set<TaskId> departing = new HashSet<>();
    private final Set<TopicPartition> rewound = new HashSet<>();
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private volatile List<StreamTask> readable = List.of();
    private @Nullable RuntimeException failure;

    TaskAdmission(Consumer<byte[], byte[]> consumer, Mailbox mailbox, TaskTable table, ThreadParts parts) {
        this.consumer = consumer;
        this.mailbox = mailbox;
        this.table = table;
        this.source = parts.tasks();
        this.restorer = parts.restorer();
        this.directory = parts.directory();
        this.resets = parts.resets();
        this.timeout = new TaskTimeout(parts.time(), parts.loop().taskTimeoutMs());
    }

    /** Takes in new tasks, whose partitions are not read until they run. Ends the poll it is called in. */
    void add(Map<TaskId, Set<TopicPartition>> tasks) {
        if (!tasks.isEmpty()) {
            mailbox.post(() -> {});
        }
        tasks.forEach((id, partitions) -> {
            consumer.pause(partitions);
            committed.keySet().removeAll(partitions);
            waiting.put(id, source.create(id, partitions));
        });
    }

    /** Has {@code partitions} read from the committed offsets again: what was fetched since is gone with its task. */
    void rewind(Set<TopicPartition> partitions) {
        rewound.addAll(partitions);
    }

    /**
     * Takes a task back in that failed and is closed: it goes on from its last commit.
     *
     * @param stateIsSound whether its local state may be kept; else it is deleted and restored as a whole
     */
    void readmit(StreamTask closed, boolean stateIsSound) {
        if (!stateIsSound) {
            wipe(closed.id());
        }
        rewind(closed.inputPartitions());
        add(Map.of(closed.id(), closed.inputPartitions()));
    }

    /** The tasks that are with the restorer; any thread. */
    List<StreamTask> restoring() {
        return readable;
    }

    /** Whether no task is under way. */
    boolean settled() {
        return waiting.isEmpty() && restoring.size() == departing.size();
    }

    /** Whether no task is with the restorer. */
    boolean allReturned() {
        return restoring.isEmpty();
    }

    /**
     * Moves tasks on as far as that is possible without waiting.
     *
     * @throws RuntimeException why a task cannot be restored
     */
    void advance() {
        RuntimeException failed = failure;
        failure = null;
        if (failed != null) {
            throw failed;
        }
        if (waiting.isEmpty() || !learnCommitted()) {
            return;
        }
        Iterator<StreamTask> tasks = waiting.values().iterator();
        while (tasks.hasNext()) {
            StreamTask task = tasks.next();
            if (!restoring.containsKey(task.id()) && open(task)) {
                tasks.remove();
                restore(task);
            }
        }
    }

    /** Drops {@code id} if it is under way; a task with the restorer is closed when it is back. */
    void drop(TaskId id) {
        StreamTask task = waiting.remove(id);
        if (task != null) {
            task.close(true);
        } else if (restoring.containsKey(id) && departing.add(id)) {
            restorer.takeBack(id);
        }
    }

    /** Drops all tasks. */
    void dropAll() {
        List.copyOf(waiting.keySet()).forEach(this::drop);
        List.copyOf(restoring.keySet()).forEach(this::drop);
    }

    /** Asks once for all: where the group stands is needed to start a task, and to restore from its input. */
    private boolean learnCommitted() {
        Set<TopicPartition> unknown = new HashSet<>();
        waiting.values().forEach(task -> unknown.addAll(task.inputPartitions()));
        unknown.removeAll(committed.keySet());
        if (unknown.isEmpty()) {
            return true;
        }
        try {
            committed.putAll(mailbox.calling(() -> consumer.committed(unknown)));
            timeout.succeeded();
            return true;
        } catch (TimeoutException unanswered) {
            timeout.timedOut("asking for the committed offsets of " + unknown, unanswered);
            return false;
        }
    }

    private boolean open(StreamTask task) {
        try {
            task.openStores();
            return true;
        } catch (LockException heldElsewhere) {
            LOG.debug("Task {} waits: {}", task.id(), heldElsewhere.getMessage());
            return false;
        }
    }

    private void restore(StreamTask task) {
        if (task.stores().changelogs().isEmpty()) {
            start(task);
            return;
        }
        restoring.put(task.id(), task);
        readable = List.copyOf(restoring.values());
        restorer.submit(RestoreJob.restoring(task.id(), task.stores().changelogs(), offsets(task), new Answers()));
    }

    private Map<TopicPartition, Long> offsets(StreamTask task) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        committedOf(task).forEach((partition, position) -> offsets.put(partition, position.offset()));
        return offsets;
    }

    private Map<TopicPartition, OffsetAndMetadata> committedOf(StreamTask task) {
        Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>();
        for (TopicPartition partition : task.inputPartitions()) {
            OffsetAndMetadata position = committed.get(partition);
            if (position != null) {
                known.put(partition, position);
            }
        }
        return known;
    }

    private void start(StreamTask task) {
        Map<TopicPartition, OffsetAndMetadata> positions = committedOf(task);
        committed.keySet().removeAll(task.inputPartitions());
        try {
            task.start(positions);
        } catch (RuntimeException failed) {
            task.close(false);
            throw failed;
        }
        table.add(task);
        seekBack(positions, task.inputPartitions());
        consumer.resume(task.inputPartitions());
    }

    /** Partitions without committed offset that were not read before are the next poll's to find a beginning for. */
    private void seekBack(Map<TopicPartition, OffsetAndMetadata> positions, Set<TopicPartition> partitions) {
        Set<TopicPartition> uncommitted = new HashSet<>();
        for (TopicPartition partition : partitions) {
            if (!rewound.remove(partition)) {
                continue;
            }
            if (positions.containsKey(partition)) {
                consumer.seek(partition, positions.get(partition));
            } else {
                uncommitted.add(partition);
            }
        }
        mailbox.calling(() -> {
            resets.reset(consumer, uncommitted);
            return uncommitted;
        });
    }

    /** A task came back from the restorer. Returns it if it is still wanted; else it is closed. */
    private @Nullable StreamTask takeIn(TaskId id) {
        StreamTask task = restoring.remove(id);
        readable = List.copyOf(restoring.values());
        if (task != null && departing.remove(id)) {
            task.close(true);
            return null;
        }
        return task;
    }

    private void onRestored(TaskId id) {
        StreamTask task = takeIn(id);
        if (task != null) {
            try {
                start(task);
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }
    }

    private void onFailed(TaskId id, RuntimeException cause) {
        StreamTask task = takeIn(id);
        if (task == null) {
            return;
        }
        task.close(false);
        if (cause instanceof TaskCorruptedException) {
            rebuild(task, cause);
        } else {
            failure = cause;
        }
    }

    private void rebuild(StreamTask task, RuntimeException cause) {
        LOG.warn(
                "Local state of task {} is deleted and restored from its changelogs: {}",
                task.id(),
                cause.getMessage());
        wipe(task.id());
        waiting.put(task.id(), source.create(task.id(), task.inputPartitions()));
    }

    /** The caller has closed the task; whoever has opened its directory since gets a new start of its own. */
    private void wipe(TaskId task) {
        if (directory.tryLock(task, this)) {
            try {
                directory.wipe(task);
            } finally {
                directory.unlock(task, this);
            }
        }
    }

    /** The restorer ended, which nobody asked for. */
    private void onReturned(TaskId id) {
        StreamTask task = takeIn(id);
        if (task != null) {
            task.close(false);
            failure = new StreamsException("Task " + id + " came back before it was restored", id);
        }
    }

    /** Brings the restorer's answers to this thread. */
    private final class Answers implements RestoreOwner {
        @Override
        public void restored(TaskId task) {
            mailbox.post(() -> onRestored(task));
        }

        @Override
        public void returned(TaskId task) {
            mailbox.post(() -> onReturned(task));
        }

        @Override
        public void failed(TaskId task, RuntimeException cause) {
            mailbox.post(() -> onFailed(task, cause));
        }
    }
}
