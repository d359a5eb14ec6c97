package dev.millrace.streams.internal.changelog;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.processor.StateRestoreListener;

/**
 * One changelog partition being restored: from where, up to where, and how much was. <i>Confined to the restorer.</i>
 */
final class PartitionRestore {
    private final StoreChangelogPartition changelog;
    private final StateRestoreListener listener;
    private final long endOffset;
    private long restored;

    /** @param endOffset where the changelog ends for this restore, exclusive */
    PartitionRestore(StoreChangelogPartition changelog, StateRestoreListener listener, long endOffset) {
        this.changelog = changelog;
        this.listener = listener;
        this.endOffset = endOffset;
    }

    TopicPartition partition() {
        return changelog.partition();
    }

    /** Offset to go on from. */
    long position() {
        return changelog.nextOffset();
    }

    /** Whether the store holds everything up to the end. */
    boolean complete() {
        return changelog.nextOffset() >= endOffset;
    }

    /** Entries still to come, at most: compacted ones are counted though they are gone. */
    long remaining() {
        return Math.max(0, endOffset - changelog.nextOffset());
    }

    void start() {
        listener.onRestoreStart(partition(), changelog.storeName(), changelog.nextOffset(), endOffset);
    }

    /** Applies what belongs to this restore and returns how many entries that were. */
    int apply(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> wanted = allWanted(records) ? records : wantedOf(records);
        if (wanted.isEmpty()) {
            return 0;
        }
        long lastOffset = wanted.get(wanted.size() - 1).offset();
        try {
            changelog.apply(wanted, lastOffset + 1);
        } catch (RuntimeException refused) {
            throw new ProcessorStateException(
                    "Store " + changelog.storeName() + " could not take entries from " + partition() + " up to offset "
                            + lastOffset,
                    refused);
        }
        restored += wanted.size();
        listener.onBatchRestored(partition(), changelog.storeName(), lastOffset, wanted.size());
        return wanted.size();
    }

    /** The consumer went past offsets that hold no record: compacted entries, or the end markers of transactions. */
    void advanceTo(long position) {
        if (position > changelog.nextOffset()) {
            changelog.advanceTo(Math.min(position, Math.max(endOffset, changelog.nextOffset())));
        }
    }

    void end() {
        listener.onRestoreEnd(partition(), changelog.storeName(), restored);
    }

    void suspend() {
        listener.onRestoreSuspended(partition(), changelog.storeName(), restored);
    }

    private boolean allWanted(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!wanted(record)) {
                return false;
            }
        }
        return true;
    }

    private List<ConsumerRecord<byte[], byte[]>> wantedOf(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> wanted = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (wanted(record)) {
                wanted.add(record);
            }
        }
        return wanted;
    }

    /** Input topics may hold records without key, and those past the committed offset are still to be processed. */
    private boolean wanted(ConsumerRecord<byte[], byte[]> record) {
        return record.key() != null && (record.offset() < endOffset || !changelog.sourceTopic());
    }
}
