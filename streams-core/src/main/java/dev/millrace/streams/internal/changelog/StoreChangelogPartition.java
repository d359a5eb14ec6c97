package dev.millrace.streams.internal.changelog;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.processor.BatchingStateRestoreCallback;
import dev.millrace.streams.processor.StateRestoreCallback;

import static java.util.Objects.requireNonNull;

/**
 * The changelog partition of one store of one task, and how far the store has followed it.
 *
 * <p><i>Confined to whoever owns the task:</i> made by its stream thread, handed to the restorer with it, handed back;
 * but for {@link #nextOffset()}, which any thread may ask.
 */
public final class StoreChangelogPartition {
    /** Nothing is known about the store's content: restore from the beginning of the changelog. */
    public static final long UNKNOWN = -1;

    private final TopicPartition partition;
    private final String storeName;
    private final boolean sourceTopic;
    private final StateRestoreCallback callback;

    /** Written by the owner alone; others ask how far a copy has come. */
    private volatile long nextOffset;

    /**
     * A partition not yet restored.
     *
     * @param sourceTopic whether the changelog is an input topic of the task: then entries after the task's committed
     *     offset are still to be processed and are not restored
     * @param callback takes the records; a {@link BatchRestore} gets whole batches
     * @param storedOffset offset after the last entry that the store holds, or {@link #UNKNOWN}
     */
    public StoreChangelogPartition(
            TopicPartition partition,
            String storeName,
            boolean sourceTopic,
            StateRestoreCallback callback,
            long storedOffset) {
        if (storedOffset < UNKNOWN) {
            throw new IllegalArgumentException("storedOffset of " + partition + " is " + storedOffset);
        }
        this.partition = requireNonNull(partition, "partition");
        this.storeName = requireNonNull(storeName, "storeName");
        this.sourceTopic = sourceTopic;
        this.callback = requireNonNull(callback, "callback");
        this.nextOffset = storedOffset;
    }

    /** Topic and partition of the changelog. */
    public TopicPartition partition() {
        return partition;
    }

    /** Name of the store that is restored. */
    public String storeName() {
        return storeName;
    }

    /** Whether the changelog is an input topic of the task. */
    public boolean sourceTopic() {
        return sourceTopic;
    }

    /** Offset after the last entry that the store holds, or {@link #UNKNOWN}. */
    public long nextOffset() {
        return nextOffset;
    }

    /** Whether it is known from where the store must be restored. */
    public boolean known() {
        return nextOffset != UNKNOWN;
    }

    /** Everything before {@code offset} is in the store, though no record was there to be applied. */
    public void advanceTo(long offset) {
        nextOffset = offset;
    }

    /**
     * Puts records into the store.
     *
     * @param records in changelog order; not empty
     * @param offsetAfter offset after the last of them
     */
    public void apply(List<ConsumerRecord<byte[], byte[]>> records, long offsetAfter) {
        if (callback instanceof BatchRestore batches) {
            batches.restoreBatch(partition, records, offsetAfter);
        } else if (callback instanceof BatchingStateRestoreCallback batches) {
            batches.restoreAll(pairs(records));
        } else {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                callback.restore(record.key(), record.value());
            }
        }
        nextOffset = offsetAfter;
    }

    private static List<KeyValue<byte[], byte[]>> pairs(List<ConsumerRecord<byte[], byte[]>> records) {
        List<KeyValue<byte[], byte[]>> pairs = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            pairs.add(KeyValue.pair(record.key(), record.value()));
        }
        return pairs;
    }

    @Override
    public String toString() {
        return storeName + " <- " + partition + "@" + nextOffset;
    }
}
