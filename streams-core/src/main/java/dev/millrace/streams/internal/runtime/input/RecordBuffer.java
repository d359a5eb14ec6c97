package dev.millrace.streams.internal.runtime.input;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/**
 * All input of one task; chooses the next record.
 *
 * <p>The choice: of the heads of all partitions, the one with the lowest time. That is the order of time only if no
 * partition is empty, since a record with a lower time may be about to come. So by default the task waits while an
 * empty partition is known, or may turn out, to have records on the broker, and then {@code max.task.idle.ms} longer.
 * With {@value #NEVER_WAIT} it never waits.
 *
 * <p>The queues whose head is prepared are in a heap by time. A queue leaves the heap when its head is taken and comes
 * back when the next record is asked for: its next head is deserialised only then, when the former one is done.
 * A task with one partition needs neither heap nor waiting.
 *
 * <p><i>Confined to the owner of the task.</i>
 */
public final class RecordBuffer {
    /** Value of {@code max.task.idle.ms} that switches waiting off. */
    public static final long NEVER_WAIT = -1;

    private static final Comparator<PartitionQueue> BY_TIME = Comparator.comparingLong(PartitionQueue::headTimestamp);

    private final PartitionQueue[] queues;
    private final IdleWait[] idleWaits;
    private final boolean[] inHeap;
    private final PriorityQueue<PartitionQueue> heap;

    /** Queues with records that are not in the heap yet, in the order in which they got some. */
    private final ArrayDeque<PartitionQueue> toHeap = new ArrayDeque<>();

    private final Map<TopicPartition, PartitionQueue> byPartition = new HashMap<>();
    private final PartitionLags lags;
    private final long maxIdleMs;
    private final int maxBufferedRecords;

    private long streamTime = PartitionQueue.UNKNOWN_TIME;

    /**
     * A buffer for the partitions in {@code decoders}.
     *
     * @param decoders how to read each partition, in the order in which queues are numbered
     * @param maxIdleMs {@code max.task.idle.ms}
     * @param maxBufferedRecords {@code buffered.records.per.partition}
     */
    public RecordBuffer(
            Map<TopicPartition, RecordDecoder> decoders, PartitionLags lags, long maxIdleMs, int maxBufferedRecords) {
        this.lags = requireNonNull(lags, "lags");
        this.maxIdleMs = maxIdleMs;
        this.maxBufferedRecords = maxBufferedRecords;
        queues = new PartitionQueue[decoders.size()];
        idleWaits = new IdleWait[queues.length];
        inHeap = new boolean[queues.length];
        heap = new PriorityQueue<>(Math.max(1, queues.length), BY_TIME);
        decoders.forEach(this::addQueue);
    }

    private void addQueue(TopicPartition partition, RecordDecoder decoder) {
        int index = byPartition.size();
        queues[index] = new PartitionQueue(index, partition, decoder);
        idleWaits[index] = new IdleWait();
        byPartition.put(partition, queues[index]);
    }

    /** All partitions, by number. */
    public List<PartitionQueue> queues() {
        return List.of(queues);
    }

    /** The partitions read. */
    public Collection<TopicPartition> partitions() {
        return byPartition.keySet();
    }

    /** Keeps {@code records}, which come after those added before. */
    public void add(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        PartitionQueue queue = queue(partition);
        boolean empty = queue.size() == 0;
        queue.add(records);
        if (empty && queues.length > 1 && queue.size() > 0) {
            toHeap.add(queue);
        }
    }

    /** Says where the consumer goes on in {@code partition}. */
    public void consumerAt(TopicPartition partition, OffsetAndMetadata next) {
        queue(partition).consumerAt(next);
    }

    /** Whether the position of any partition moved without a record being taken, since this was last asked. */
    public boolean movedSilently() {
        boolean moved = false;
        for (PartitionQueue queue : queues) {
            moved |= queue.movedSilently();
        }
        return moved;
    }

    /** Asks for the lags that decide about waiting; to be called after each poll. */
    public void observeLags() {
        if (queues.length > 1 && maxIdleMs != NEVER_WAIT) {
            for (PartitionQueue queue : queues) {
                idleWaits[queue.index()].observeLag(lags.lagOf(queue.partition()));
            }
        }
    }

    /** Whether {@code partition} has more records than it should. */
    public boolean full(TopicPartition partition) {
        return queue(partition).size() > maxBufferedRecords;
    }

    /**
     * The partition whose head comes next, prepared; null if there is none, or it is to be waited for.
     *
     * @throws dev.millrace.streams.errors.StreamsException if a head cannot be read and is not to be skipped
     */
    public @Nullable PartitionQueue next(long nowMs) {
        if (queues.length == 1) {
            return queues[0].prepareHead() ? queues[0] : null;
        }
        fillHeap();
        return ready(nowMs) ? heap.peek() : null;
    }

    /** Takes the head of {@code queue}, which {@link #next} just returned. */
    public Record<Object, Object> take(PartitionQueue queue) {
        if (queues.length > 1) {
            heap.remove();
            inHeap[queue.index()] = false;
        }
        Record<Object, Object> taken = queue.take();
        if (queues.length > 1 && queue.size() > 0) {
            toHeap.add(queue);
        }
        streamTime = Math.max(streamTime, taken.timestamp());
        return taken;
    }

    /** How far event time has come in this task: the largest time it took, or -1 if it took nothing. */
    public long streamTime() {
        return streamTime;
    }

    /** Goes on from a time committed earlier. */
    public void restoreTime(TopicPartition partition, long time) {
        queue(partition).restoreTime(time);
        streamTime = Math.max(streamTime, time);
    }

    /** Forgets all records not taken. */
    public void clear() {
        heap.clear();
        toHeap.clear();
        for (PartitionQueue queue : queues) {
            queue.clear();
            inHeap[queue.index()] = false;
            idleWaits[queue.index()].end();
        }
    }

    /** One after the other, so that of heads of the same time the one that came first is next. */
    private void fillHeap() {
        while (!toHeap.isEmpty()) {
            PartitionQueue queue = toHeap.peek();
            if (queue.prepareHead()) {
                heap.add(queue);
                inHeap[queue.index()] = true;
                idleWaits[queue.index()].end();
            }
            toHeap.remove();
        }
    }

    private boolean ready(long nowMs) {
        if (heap.size() == queues.length) {
            return true;
        }
        return (maxIdleMs == NEVER_WAIT || allWaitsAreOver(nowMs)) && !heap.isEmpty();
    }

    private boolean allWaitsAreOver(long nowMs) {
        for (int index = 0; index < queues.length; index++) {
            if (!inHeap[index] && !idleWaits[index].isOver(nowMs, maxIdleMs)) {
                return false;
            }
        }
        return true;
    }

    private PartitionQueue queue(TopicPartition partition) {
        PartitionQueue queue = byPartition.get(partition);
        if (queue == null) {
            throw new IllegalStateException(
                    partition + " is no input of this task, which reads " + byPartition.keySet());
        }
        return queue;
    }
}
