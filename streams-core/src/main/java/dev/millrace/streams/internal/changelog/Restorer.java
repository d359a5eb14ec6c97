package dev.millrace.streams.internal.changelog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * Brings the stores of all new tasks of an instance up to date with their changelogs, many partitions with one
 * consumer, while the stream threads process other tasks.
 *
 * <p>A stream thread {@linkplain #submit submits} a task whose stores are open and gets it back through its {@link
 * RestoreOwner}. A step asks where the changelogs of newcomers end, polls once, gives each store its whole batch, and
 * hands back the tasks that are complete. A task that fails is handed back with the error; the others go on.
 *
 * <p><i>Confined to the restoring thread</i>, but for {@link #submit} and {@link #takeBack}, which only fill a queue.
 */
public final class Restorer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Restorer.class);

    private final Consumer<byte[], byte[]> consumer;
    private final ChangelogBounds bounds;
    private final StateRestoreListener listener;
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final Map<TaskId, RestoreJob> newcomers = new HashMap<>();
    private final Map<TaskId, TaskRestore> restores = new HashMap<>();
    private final Map<TopicPartition, TaskRestore> restoreByPartition = new HashMap<>();
    private final Map<TopicPartition, PartitionRestore> partitions = new HashMap<>();
    private final Set<TopicPartition> positioned = new HashSet<>();
    private final RestoreProgress progress;

    /**
     * A restorer that owns {@code consumer}.
     *
     * @param consumer without group and offset reset
     * @param taskTimeoutMs for how long a task may fail to learn where its changelogs end
     */
    public Restorer(Consumer<byte[], byte[]> consumer, StateRestoreListener listener, Time time, long taskTimeoutMs) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.listener = requireNonNull(listener, "listener");
        this.bounds = new ChangelogBounds(consumer, new TaskTimeout(time, taskTimeoutMs));
        this.progress = new RestoreProgress(time);
    }

    /** Hands over a task; its owner gets it back later. Any thread. */
    public void submit(RestoreJob job) {
        mailbox.add(() -> newcomers.put(job.task(), job));
    }

    /** Asks for a task to be returned as it is; nothing happens if it is already on its way. Any thread. */
    public void takeBack(TaskId task) {
        mailbox.add(() -> giveBack(task));
    }

    /** Makes a waiting {@link #runOnce} return. Any thread. */
    public void wake() {
        mailbox.add(() -> {});
    }

    /** Whether there are tasks to restore. */
    public boolean busy() {
        return !newcomers.isEmpty() || !restores.isEmpty();
    }

    /**
     * One step.
     *
     * @param maxWaitMs for how long to wait for tasks or records if there are none
     * @return number of entries restored
     */
    public int runOnce(long maxWaitMs) {
        try {
            return step(maxWaitMs);
        } catch (RuntimeException unexpected) {
            failAll(unexpected);
            return 0;
        }
    }

    private int step(long maxWaitMs) {
        drainMailbox(busy() ? 0 : maxWaitMs);
        beginNewcomers();
        if (partitions.isEmpty()) {
            return 0;
        }
        int applied = applyAll(poll(maxWaitMs));
        handBackComplete();
        progress.restored(applied, partitions.values());
        return applied;
    }

    /** Returns all tasks to their owners and closes the consumer. */
    @Override
    public void close() {
        drainMailbox(0);
        Set<TaskId> tasks = new HashSet<>(newcomers.keySet());
        tasks.addAll(restores.keySet());
        tasks.forEach(this::giveBack);
        consumer.close();
    }

    private void drainMailbox(long maxWaitMs) {
        try {
            Runnable command = mailbox.poll(maxWaitMs, TimeUnit.MILLISECONDS);
            while (command != null) {
                command.run();
                command = mailbox.poll();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveBack(TaskId task) {
        RestoreJob newcomer = newcomers.remove(task);
        TaskRestore restore = restores.get(task);
        if (newcomer != null) {
            newcomer.owner().returned(task);
        } else if (restore != null) {
            forget(restore);
            suspend(restore);
            restore.owner().returned(task);
        }
    }

    /** The task goes back in any case: somebody waits for it. */
    private static void suspend(TaskRestore restore) {
        try {
            restore.suspend();
        } catch (RuntimeException fromListener) {
            LOG.error("The restore listener failed when task {} was taken back", restore.task(), fromListener);
        }
    }

    /** Nobody may wait for a task for ever: after an error that belongs to none, all go back with it. */
    private void failAll(RuntimeException unexpected) {
        List<RestoreJob> jobs = new ArrayList<>(newcomers.values());
        restores.values().forEach(restore -> jobs.add(restore.job()));
        newcomers.clear();
        restores.clear();
        partitions.clear();
        restoreByPartition.clear();
        positioned.clear();
        jobs.forEach(job -> job.owner().failed(job.task(), inTask(job.task(), unexpected)));
        if (jobs.isEmpty()) {
            LOG.error("A step of the restorer failed, with no task to tell", unexpected);
        }
    }

    private void beginNewcomers() {
        if (newcomers.isEmpty()) {
            return;
        }
        List<RestoreJob> jobs = List.copyOf(newcomers.values());
        try {
            assignAlso(jobs);
            Map<TopicPartition, Long> endOffsets = bounds.endOffsets(jobs);
            if (endOffsets != null) {
                newcomers.clear();
                jobs.forEach(job -> begin(job, endOffsets));
            }
        } catch (RuntimeException unknown) {
            newcomers.clear();
            jobs.forEach(job -> job.owner().failed(job.task(), inTask(job.task(), unknown)));
        } finally {
            assign();
        }
    }

    /** The consumer warns of offsets it learns for partitions that it does not read. */
    private void assignAlso(List<RestoreJob> jobs) {
        Set<TopicPartition> all = new HashSet<>(partitions.keySet());
        jobs.forEach(job -> job.changelogs().forEach(changelog -> all.add(changelog.partition())));
        consumer.assign(all);
    }

    private void begin(RestoreJob job, Map<TopicPartition, Long> endOffsets) {
        if (bounds.anyBeyond(job, endOffsets)) {
            job.owner().failed(job.task(), new TaskCorruptedException(Set.of(job.task())));
            return;
        }
        TaskRestore restore = new TaskRestore(job, endOffsets, listener);
        try {
            restore.start();
        } catch (RuntimeException fromListener) {
            job.owner().failed(job.task(), inTask(job.task(), fromListener));
            return;
        }
        restores.put(restore.task(), restore);
        for (PartitionRestore partition : restore.incomplete()) {
            partitions.put(partition.partition(), partition);
            restoreByPartition.put(partition.partition(), restore);
        }
        if (restore.complete()) {
            handBack(restore);
        }
    }

    /** Reads what is left; partitions that were read before keep their position and what is fetched already. */
    private void assign() {
        consumer.assign(partitions.keySet());
        positioned.retainAll(partitions.keySet());
        partitions.forEach((partition, restore) -> {
            if (positioned.add(partition)) {
                consumer.seek(partition, restore.position());
            }
        });
    }

    private ConsumerRecords<byte[], byte[]> poll(long maxWaitMs) {
        try {
            return consumer.poll(Duration.ofMillis(maxWaitMs));
        } catch (InvalidOffsetException outOfRange) {
            outOfRange.partitions().stream()
                    .flatMap(partition -> Stream.ofNullable(restoreByPartition.get(partition)))
                    .distinct()
                    .toList()
                    .forEach(restore -> fail(restore, new TaskCorruptedException(Set.of(restore.task()), outOfRange)));
        } catch (RuntimeException fatal) {
            List.copyOf(restores.values()).forEach(restore -> fail(restore, inTask(restore.task(), fatal)));
        }
        return ConsumerRecords.empty();
    }

    private int applyAll(ConsumerRecords<byte[], byte[]> records) {
        int applied = 0;
        for (TopicPartition partition : List.copyOf(partitions.keySet())) {
            PartitionRestore restore = partitions.get(partition);
            if (restore != null) {
                applied += apply(restore, records);
            }
        }
        return applied;
    }

    private int apply(PartitionRestore restore, ConsumerRecords<byte[], byte[]> records) {
        TopicPartition partition = restore.partition();
        try {
            int applied = restore.apply(records.records(partition));
            restore.advanceTo(consumer.position(partition));
            return applied;
        } catch (RuntimeException failed) {
            TaskRestore task = restoreByPartition.get(partition);
            fail(task, inTask(task.task(), failed));
            return 0;
        }
    }

    private void handBackComplete() {
        boolean changed = false;
        for (TaskRestore restore : List.copyOf(restores.values())) {
            changed |= dropComplete(restore);
        }
        if (changed) {
            assign();
        }
    }

    private boolean dropComplete(TaskRestore restore) {
        List<PartitionRestore> before = new ArrayList<>(restore.incomplete());
        try {
            if (!restore.dropComplete()) {
                return false;
            }
        } catch (RuntimeException fromListener) {
            fail(restore, inTask(restore.task(), fromListener));
            return false;
        }
        before.removeAll(restore.incomplete());
        before.forEach(this::forget);
        if (restore.complete()) {
            handBack(restore);
        }
        return true;
    }

    private void handBack(TaskRestore restore) {
        restores.remove(restore.task());
        progress.taskDone();
        restore.owner().restored(restore.task());
    }

    private void fail(TaskRestore restore, RuntimeException cause) {
        forget(restore);
        restore.owner().failed(restore.task(), cause);
    }

    private void forget(TaskRestore restore) {
        restores.remove(restore.task());
        restore.incomplete().forEach(this::forget);
        assign();
    }

    private void forget(PartitionRestore partition) {
        partitions.remove(partition.partition());
        restoreByPartition.remove(partition.partition());
    }

    private static RuntimeException inTask(TaskId task, RuntimeException cause) {
        if (cause instanceof StreamsException named) {
            if (named.taskId().isEmpty()) {
                named.setTaskId(task);
            }
            return named;
        }
        return new StreamsException("Task " + task + " cannot be restored", cause, task);
    }
}
