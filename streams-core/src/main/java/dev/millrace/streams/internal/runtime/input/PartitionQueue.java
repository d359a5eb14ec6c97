package dev.millrace.streams.internal.runtime.input;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.api.Record;

import static java.util.Objects.requireNonNull;

/**
 * Records of one partition, first in, first out.
 *
 * <p>The lists of the consumer are kept as they come and walked with an index; only the head is deserialised. Besides
 * the records the queue knows how far its partition was read: the time of the partition, and where the group goes on
 * after a restart. <i>Confined to the owner of the task.</i>
 */
public final class PartitionQueue {
    /** No record was taken yet. */
    public static final long UNKNOWN_TIME = -1;

    private static final long UNKNOWN_OFFSET = -1;

    private final int index;
    private final TopicPartition partition;
    private final RecordDecoder decoder;
    private final Queue<List<ConsumerRecord<byte[], byte[]>>> waiting = new ArrayDeque<>();

    private List<ConsumerRecord<byte[], byte[]>> batch = List.of();
    private int batchPosition;
    private int size;
    private boolean skippedSome;

    private @Nullable ConsumerRecord<byte[], byte[]> rawHead;
    private @Nullable Record<Object, Object> head;

    private long partitionTime = UNKNOWN_TIME;
    private long nextOffset = UNKNOWN_OFFSET;

    /** Leader epoch of the last record or gap passed. */
    private Optional<Integer> leaderEpoch = Optional.empty();

    private @Nullable OffsetAndMetadata consumerPosition;

    /** An empty queue, number {@code index} of its task. */
    PartitionQueue(int index, TopicPartition partition, RecordDecoder decoder) {
        this.index = index;
        this.partition = requireNonNull(partition, "partition");
        this.decoder = requireNonNull(decoder, "decoder");
    }

    /** Number of this queue in its task. */
    public int index() {
        return index;
    }

    /** The partition its records come from. */
    public TopicPartition partition() {
        return partition;
    }

    /** Records not yet taken, readable or not. */
    int size() {
        return size;
    }

    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        if (!records.isEmpty()) {
            waiting.add(records);
            size += records.size();
        }
    }

    /** Deserialises the head if there is one; skips what cannot be read. False if the queue is empty then. */
    boolean prepareHead() {
        while (head == null && size > 0) {
            ConsumerRecord<byte[], byte[]> raw = firstRaw();
            try {
                head = decoder.decode(raw, partitionTime);
            } finally {
                if (head == null) {
                    pass(raw);
                }
            }
            rawHead = raw;
            skippedSome |= head == null;
        }
        return head != null;
    }

    /** Time of the prepared head. */
    long headTimestamp() {
        return head.timestamp();
    }

    /** The prepared head as read. */
    public ConsumerRecord<byte[], byte[]> rawHead() {
        return rawHead;
    }

    /** Removes the prepared head. */
    Record<Object, Object> take() {
        Record<Object, Object> taken = head;
        pass(rawHead);
        head = null;
        rawHead = null;
        partitionTime = Math.max(partitionTime, taken.timestamp());
        return taken;
    }

    /** Largest time of the records taken; {@link #UNKNOWN_TIME} before the first. */
    public long partitionTime() {
        return partitionTime;
    }

    void restoreTime(long time) {
        partitionTime = Math.max(partitionTime, time);
    }

    /** Says where the consumer goes on, which may be past control records and gaps; counts once all is taken. */
    void consumerAt(OffsetAndMetadata next) {
        consumerPosition = next;
    }

    /**
     * Whether the position moved without a record being taken, since this was last asked: unreadable records were
     * skipped, or the consumer passed over control records and gaps, to whose end the position goes now.
     */
    boolean movedSilently() {
        boolean moved = skippedSome;
        skippedSome = false;
        OffsetAndMetadata next = consumerPosition;
        if (next != null && size == 0 && nextOffset != UNKNOWN_OFFSET && next.offset() > nextOffset) {
            nextOffset = next.offset();
            leaderEpoch = next.leaderEpoch();
            moved = true;
        }
        return moved;
    }

    /**
     * Where the group goes on: the first record not taken, or after the last one taken. Null if none was.
     *
     * @param metadata what to commit with it
     */
    public @Nullable OffsetAndMetadata position(String metadata) {
        return nextOffset == UNKNOWN_OFFSET ? null : new OffsetAndMetadata(nextOffset, leaderEpoch, metadata);
    }

    /** Offset of the next record to take, exclusive of what was taken; -1 if none was. */
    public long nextOffset() {
        return nextOffset;
    }

    /** Forgets what was not taken. */
    void clear() {
        consumerPosition = null;
        waiting.clear();
        batch = List.of();
        batchPosition = 0;
        size = 0;
        head = null;
        rawHead = null;
    }

    private ConsumerRecord<byte[], byte[]> firstRaw() {
        if (batchPosition == batch.size()) {
            batch = waiting.remove();
            batchPosition = 0;
        }
        return batch.get(batchPosition);
    }

    private void pass(ConsumerRecord<byte[], byte[]> raw) {
        batchPosition++;
        size--;
        nextOffset = raw.offset() + 1;
        leaderEpoch = raw.leaderEpoch();
    }
}
