package dev.millrace.streams.internal.runtime.thread;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.StreamsException;
import dev.millrace.streams.internal.changelog.StateDirectory;
import dev.millrace.streams.internal.changelog.TaskTimeout;
import dev.millrace.streams.internal.runtime.task.GlobalTask;
import dev.millrace.streams.internal.runtime.task.GlobalTaskFactory;
import dev.millrace.streams.processor.StateStore;

/**
 * Fills the global stores of an instance: first up to the ends their topics have when it begins, which {@link
 * #awaitFilled()} waits for, then with what comes. A step that is called again and again.
 *
 * <p>Stores that stand where their topic no longer is are filled anew. Once tasks read them that is not possible any
 * more, and the thread fails.
 *
 * <p><i>Confined to the thread that calls {@link #step()}</i>, but for {@link #stop()}, {@link #awaitFilled()} and
 * {@link #task()}, which any thread may call.
 */
public final class GlobalThread {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(GlobalThread.class);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final GlobalTaskFactory factory;
    private final StateDirectory directory;
    private final FillProgress progress;
    private final LoopSettings loop;
    private final Time time;
    private final TaskTimeout timeout;
    private final CountDownLatch filledOrEnded = new CountDownLatch(1);
    private final Map<TopicPartition, Long> filledUpTo = new HashMap<>();
    private final Queue<Runnable> questions = new ConcurrentLinkedQueue<>();

    private volatile @Nullable GlobalTask task;
    private volatile @Nullable Throwable failure;
    private volatile boolean stopped;
    private Consumer<Throwable> onFailure = failed -> {};
    private boolean filled;
    private long lastCommitMs;

    /**
     * A thread not yet started.
     *
     * @param consumer its own, which it closes
     * @param progress hears of how the stores are filled at first
     */
    public GlobalThread(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            GlobalTaskFactory factory,
            StateDirectory directory,
            FillProgress progress,
            LoopSettings loop,
            Time time) {
        this.consumer = consumer;
        this.factory = factory;
        this.directory = directory;
        this.progress = progress;
        this.loop = loop;
        this.time = time;
        this.timeout = new TaskTimeout(time, loop.taskTimeoutMs());
    }

    /** Sets what hears of a failure after the stores were filled; to be called before the first step. */
    public void onFailure(Consumer<Throwable> listener) {
        onFailure = listener;
    }

    /** Ends it after the present step. Any thread. */
    public void stop() {
        stopped = true;
        consumer.wakeup();
    }

    /**
     * Returns when the stores are filled, or when the thread was stopped before that. Any other thread.
     *
     * @throws StreamsException if they could not be filled
     */
    public void awaitFilled() {
        try {
            filledOrEnded.await();
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
            throw new StreamsException("Interrupted while global stores were filled", stopWaiting);
        }
        Throwable why = failure;
        if (why != null) {
            throw new StreamsException("Global stores cannot be filled: " + why.getMessage(), why);
        }
    }

    /** Has the global thread ask its consumer something. Any thread. */
    public <T> CompletableFuture<T> ask(
            Function<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(consumer), questions::add);
    }

    /** What it fills; null before it has learnt the partitions. Any thread. */
    public @Nullable GlobalTask task() {
        return task;
    }

    /** The global stores by name, as tasks may use them; empty before {@link #awaitFilled()}. Any thread. */
    public Map<String, StateStore> readableStores() {
        GlobalTask current = task;
        return current == null ? Map.of() : current.readableStores();
    }

    /**
     * One step.
     *
     * @return false once nothing is left to be done
     */
    public boolean step() {
        try {
            if (!stopped) {
                runOnce();
                return true;
            }
            commit();
        } catch (WakeupException stop) {
            return true;
        } catch (Exception | Error failed) {
            fail(failed);
        }
        close();
        return false;
    }

    private void runOnce() {
        for (Runnable question = questions.poll(); question != null; question = questions.poll()) {
            question.run();
        }
        GlobalTask current = task;
        if (current == null) {
            begin();
            return;
        }
        try {
            poll(current);
        } catch (InvalidOffsetException elsewhere) {
            beginAnew(current, elsewhere);
            return;
        }
        if (!filled) {
            seeWhetherFilled(current);
        }
        long nowMs = time.milliseconds();
        if (current.commitRequested() || nowMs - lastCommitMs >= loop.commitIntervalMs()) {
            lastCommitMs = nowMs;
            commit();
        }
    }

    private void commit() {
        GlobalTask current = task;
        if (current != null) {
            current.commit();
        }
    }

    private void begin() {
        try {
            Map<String, List<TopicPartition>> partitions = partitions();
            Set<TopicPartition> all = new HashSet<>();
            partitions.values().forEach(all::addAll);
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(all, PATIENCE);
            open(factory.create(partitions), beginnings, ends);
            timeout.succeeded();
        } catch (TimeoutException unanswered) {
            timeout.timedOut("looking for the topics of global stores " + factory.topics(), unanswered);
        }
    }

    private Map<String, List<TopicPartition>> partitions() {
        Map<String, List<TopicPartition>> partitions = new HashMap<>();
        for (String topic : factory.topics()) {
            List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
            if (found == null || found.isEmpty()) {
                throw new StreamsException(
                        "There are no partitions of topic " + topic + ", which fills a global store: create it first");
            }
            partitions.put(
                    topic,
                    found.stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList());
        }
        return partitions;
    }

    private void open(GlobalTask opening, Map<TopicPartition, Long> beginnings, Map<TopicPartition, Long> ends) {
        opening.open(time.milliseconds());
        task = opening;
        lastCommitMs = time.milliseconds();
        for (TopicPartition partition : opening.partitions()) {
            long beginning = beginnings.get(partition);
            long end = ends.get(partition);
            long position = opening.nextOffset(partition).orElse(beginning);
            if (position > end) {
                beginAnew(
                        opening,
                        new StreamsException("Global store " + opening.storeOf(partition) + " stands at " + position
                                + " of " + partition + ", which ends at " + end));
                return;
            }
            consumer.seek(partition, position);
            filledUpTo.put(partition, end);
            progress.begin(partition, opening.storeOf(partition), position, end);
        }
        seeWhetherFilled(opening);
    }

    /** The topic was created anew, or has lost what the store stands at: what the store holds says nothing. */
    private void beginAnew(GlobalTask left, RuntimeException why) {
        filledUpTo.clear();
        left.close();
        directory.wipe(StateDirectory.GLOBAL);
        if (filled) {
            throw new StreamsException(
                    "Global stores lost their place in their topics and were deleted: restart to have them filled anew",
                    why);
        }
        LOG.warn("Global stores are deleted and filled anew: {}", why.getMessage());
        task = null;
    }

    private void poll(GlobalTask current) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(loop.pollMs()));
        long nowMs = time.milliseconds();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> batch = records.records(partition);
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                current.update(record, nowMs);
            }
            if (!filled) {
                progress.took(partition, batch.get(batch.size() - 1).offset(), batch.size());
            }
        }
        records.nextOffsets().forEach((partition, next) -> current.advance(partition, next.offset()));
    }

    private void seeWhetherFilled(GlobalTask current) {
        filledUpTo.entrySet().removeIf(limit -> {
            boolean reached = consumer.position(limit.getKey()) >= limit.getValue();
            if (reached) {
                progress.end(limit.getKey());
            }
            return reached;
        });
        if (filledUpTo.isEmpty()) {
            current.commit();
            filled = true;
            LOG.info("Global stores are filled: {}", current.storesByName().keySet());
            filledOrEnded.countDown();
        }
    }

    private void fail(Throwable failed) {
        LOG.error("The global thread failed", failed);
        failure = failed;
        if (filled) {
            onFailure.accept(failed);
        }
    }

    private void close() {
        GlobalTask last = task;
        try {
            if (last != null) {
                last.close();
            }
        } catch (RuntimeException failed) {
            LOG.error("Closing the global stores failed", failed);
        }
        try {
            consumer.close();
        } catch (RuntimeException failed) {
            LOG.warn("Closing the global consumer failed; its connections end with it", failed);
        }
        filledOrEnded.countDown();
    }
}
