package dev.millrace.streams.internal.changelog;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.processor.StandbyUpdateListener;
import dev.millrace.streams.processor.StandbyUpdateListener.SuspendReason;
import dev.millrace.streams.processor.TaskId;

/** One changelog partition that a copy of a store follows without end. <i>Confined to the restorer.</i> */
final class FollowedPartition {
    private final TaskId task;
    private final StoreChangelogPartition changelog;
    private final StandbyUpdateListener listener;

    FollowedPartition(TaskId task, StoreChangelogPartition changelog, StandbyUpdateListener listener) {
        this.task = task;
        this.changelog = changelog;
        this.listener = listener;
    }

    TaskId task() {
        return task;
    }

    TopicPartition partition() {
        return changelog.partition();
    }

    /** Offset to go on from. */
    long position() {
        return changelog.nextOffset();
    }

    void start() {
        listener.onUpdateStart(partition(), changelog.storeName(), position());
    }

    /** @param endOffset where the changelog ends as far as it is known */
    void apply(List<ConsumerRecord<byte[], byte[]>> records, long endOffset) {
        long lastOffset = records.get(records.size() - 1).offset();
        try {
            changelog.apply(records, lastOffset + 1);
        } catch (RuntimeException refused) {
            throw new ProcessorStateException(
                    "The copy of store " + changelog.storeName() + " could not follow " + partition() + " up to offset "
                            + lastOffset,
                    refused);
        }
        listener.onBatchLoaded(partition(), changelog.storeName(), task, lastOffset, records.size(), endOffset);
    }

    /** The consumer passed offsets that hold no record. */
    void advanceTo(long position) {
        if (position > changelog.nextOffset()) {
            changelog.advanceTo(position);
        }
    }

    void suspend(long endOffset, SuspendReason reason) {
        listener.onUpdateSuspended(partition(), changelog.storeName(), position(), endOffset, reason);
    }
}
