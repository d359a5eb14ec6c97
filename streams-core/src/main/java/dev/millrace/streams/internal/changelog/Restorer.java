package dev.millrace.streams.internal.changelog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.processor.StandbyUpdateListener;
import dev.millrace.streams.processor.StandbyUpdateListener.SuspendReason;
import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.processor.TaskId;

import static java.util.Objects.requireNonNull;

/**
 * Brings the stores of all new tasks of an instance up to date with their changelogs, many partitions with one
 * consumer, while the stream threads process other tasks.
 *
 * <p>A stream thread {@linkplain #submit submits} a task whose stores are open and gets it back through its {@link
 * RestoreOwner}. A step asks where the changelogs of newcomers end, polls once, gives each store its whole batch, and
 * hands back the tasks that are complete. Copies of tasks that run elsewhere are read in the same way and stay until
 * they are taken back. A task that fails is handed back with the error; the others go on.
 *
 * <p><i>Confined to the restoring thread</i>, but for {@link #submit} and {@link #takeBack}, which only fill a queue.
 */
public final class Restorer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Restorer.class);

    private final Consumer<byte[], byte[]> consumer;
    private final ChangelogBounds bounds;
    private final StateRestoreListener listener;
    private final StandbyUpdateListener standbyListener;
    private final RestoreMailbox mailbox = new RestoreMailbox();
    private final Map<TaskId, RestoreJob> newcomers = new HashMap<>();
    private final Map<TaskId, TaskRestore> restores = new HashMap<>();
    private final Map<TopicPartition, TaskRestore> restoreByPartition = new HashMap<>();
    private final Map<TopicPartition, PartitionRestore> partitions = new HashMap<>();
    private final Map<TaskId, RestoreJob> followers = new HashMap<>();
    private final Map<TopicPartition, FollowedPartition> followed = new HashMap<>();
    private final Set<TopicPartition> positioned = new HashSet<>();
    private final RestoreProgress progress;

    /**
     * A restorer that owns {@code consumer}, which has neither group nor offset reset.
     *
     * @param standbyListener hears of copies, which follow their changelogs without end
     * @param taskTimeoutMs for how long a task may fail to learn where its changelogs end
     */
    public Restorer(
            Consumer<byte[], byte[]> consumer,
            ChangelogEnds ends,
            StateRestoreListener listener,
            StandbyUpdateListener standbyListener,
            Time time,
            long taskTimeoutMs) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.listener = requireNonNull(listener, "listener");
        this.standbyListener = requireNonNull(standbyListener, "standbyListener");
        this.bounds = new ChangelogBounds(consumer, ends, new TaskTimeout(time, taskTimeoutMs));
        this.progress = new RestoreProgress(time);
    }

    /** Hands over a task; its owner gets it back later. Any thread. */
    public void submit(RestoreJob job) {
        mailbox.post(() -> newcomers.put(job.task(), job));
    }

    /** As below, for a task that moves. Any thread. */
    public void takeBack(TaskId task) {
        takeBack(task, SuspendReason.MIGRATED);
    }

    /** Asks for a task to be returned as it is; nothing happens if it is already on its way. Any thread. */
    public void takeBack(TaskId task, SuspendReason reason) {
        mailbox.post(() -> giveBack(task, reason));
    }

    /** Makes a waiting {@link #runOnce} return. Any thread. */
    public void wake() {
        mailbox.post(() -> {});
    }

    /** Has the restoring thread ask its consumer something. Any thread. */
    public <T> CompletableFuture<T> ask(Function<Consumer<byte[], byte[]>, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(consumer), mailbox::post);
    }

    /** Whether there are tasks to restore or to follow. */
    public boolean busy() {
        return !newcomers.isEmpty() || !restores.isEmpty() || !followers.isEmpty();
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

    /** Restores nothing, but returns tasks that are asked for. Waits for {@code maxWaitMs} at most. */
    public void rest(long maxWaitMs) {
        mailbox.drain(maxWaitMs);
    }

    private int step(long maxWaitMs) {
        mailbox.drain(busy() ? 0 : maxWaitMs);
        beginNewcomers();
        if (partitions.isEmpty() && followed.isEmpty()) {
            return 0;
        }
        boolean restoring = !partitions.isEmpty();
        ConsumerRecords<byte[], byte[]> records = poll(maxWaitMs);
        int applied = applyAll(records);
        followAll(records);
        handBackComplete();
        if (restoring) {
            progress.restored(applied, partitions.values());
        }
        return applied;
    }

    /** Returns all tasks to their owners and closes the consumer. */
    @Override
    public void close() {
        mailbox.drain(0);
        Set<TaskId> tasks = new HashSet<>(newcomers.keySet());
        tasks.addAll(restores.keySet());
        tasks.addAll(followers.keySet());
        tasks.forEach(task -> giveBack(task, SuspendReason.MIGRATED));
        consumer.close();
    }

    private void giveBack(TaskId task, SuspendReason reason) {
        RestoreJob newcomer = newcomers.remove(task);
        TaskRestore restore = restores.get(task);
        RestoreJob follower = followers.get(task);
        if (newcomer != null) {
            newcomer.owner().returned(task);
        } else if (restore != null) {
            forget(restore);
            suspend(restore);
            restore.owner().returned(task);
        } else if (follower != null) {
            followed.values().stream()
                    .filter(partition -> partition.task().equals(task))
                    .forEach(partition -> suspend(partition, reason));
            unfollow(task);
            follower.owner().returned(task);
        }
    }

    private void suspend(FollowedPartition partition, SuspendReason reason) {
        try {
            partition.suspend(knownEnd(partition.partition()), reason);
        } catch (RuntimeException fromListener) {
            LOG.error("The listener failed when the copy of task {} was taken back", partition.task(), fromListener);
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
        jobs.addAll(followers.values());
        newcomers.clear();
        restores.clear();
        followers.clear();
        partitions.clear();
        followed.clear();
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
        Set<TopicPartition> all = read();
        jobs.forEach(job -> job.changelogs().forEach(changelog -> all.add(changelog.partition())));
        consumer.assign(all);
    }

    private void begin(RestoreJob job, Map<TopicPartition, Long> endOffsets) {
        if (bounds.anyBeyond(job, endOffsets)) {
            job.owner().failed(job.task(), new TaskCorruptedException(Set.of(job.task())));
            return;
        }
        if (job.endless()) {
            follow(job);
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

    private void follow(RestoreJob job) {
        List<FollowedPartition> all = job.changelogs().stream()
                .map(changelog -> new FollowedPartition(job.task(), changelog, standbyListener))
                .toList();
        try {
            all.forEach(FollowedPartition::start);
        } catch (RuntimeException fromListener) {
            job.owner().failed(job.task(), inTask(job.task(), fromListener));
            return;
        }
        followers.put(job.task(), job);
        all.forEach(partition -> followed.put(partition.partition(), partition));
    }

    /**
     * Reads what is left; partitions that were read before keep their position and what is fetched already. Copies wait
     * while a task is restored, for which somebody waits.
     */
    private void assign() {
        Set<TopicPartition> all = read();
        consumer.assign(all);
        positioned.retainAll(all);
        partitions.forEach((partition, restore) -> seek(partition, restore.position()));
        followed.forEach((partition, copy) -> seek(partition, copy.position()));
        if (partitions.isEmpty()) {
            consumer.resume(followed.keySet());
        } else {
            consumer.pause(followed.keySet());
        }
    }

    private Set<TopicPartition> read() {
        Set<TopicPartition> all = new HashSet<>(partitions.keySet());
        all.addAll(followed.keySet());
        return all;
    }

    private void seek(TopicPartition partition, long position) {
        if (positioned.add(partition)) {
            consumer.seek(partition, position);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(long maxWaitMs) {
        try {
            return consumer.poll(Duration.ofMillis(maxWaitMs));
        } catch (InvalidOffsetException outOfRange) {
            outOfRange.partitions().stream()
                    .flatMap(partition -> Stream.ofNullable(followed.get(partition)))
                    .map(FollowedPartition::task)
                    .distinct()
                    .toList()
                    .forEach(task -> failFollower(task, new TaskCorruptedException(Set.of(task), outOfRange)));
            outOfRange.partitions().stream()
                    .flatMap(partition -> Stream.ofNullable(restoreByPartition.get(partition)))
                    .distinct()
                    .toList()
                    .forEach(restore -> fail(restore, new TaskCorruptedException(Set.of(restore.task()), outOfRange)));
        } catch (RuntimeException fatal) {
            List.copyOf(restores.values()).forEach(restore -> fail(restore, inTask(restore.task(), fatal)));
            List.copyOf(followers.keySet()).forEach(task -> failFollower(task, inTask(task, fatal)));
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

    private void followAll(ConsumerRecords<byte[], byte[]> records) {
        for (FollowedPartition partition : List.copyOf(followed.values())) {
            if (followed.get(partition.partition()) == partition) {
                follow(partition, records.records(partition.partition()));
            }
        }
    }

    private void follow(FollowedPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            if (!records.isEmpty()) {
                partition.apply(records, knownEnd(partition.partition()));
            }
            partition.advanceTo(consumer.position(partition.partition()));
        } catch (RuntimeException failed) {
            failFollower(partition.task(), inTask(partition.task(), failed));
        }
    }

    /** Where the changelog ends as far as the consumer knows: at least as far as it has read. */
    private long knownEnd(TopicPartition partition) {
        return consumer.position(partition) + consumer.currentLag(partition).orElse(0);
    }

    private void failFollower(TaskId task, RuntimeException cause) {
        RestoreJob job = followers.get(task);
        unfollow(task);
        job.owner().failed(task, cause);
    }

    private void unfollow(TaskId task) {
        followers.remove(task);
        followed.values().removeIf(partition -> partition.task().equals(task));
        assign();
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
