package dev.millrace.streams.internal.changelog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.StateRestoreListener;
import dev.millrace.streams.processor.TaskId;

/** One task being restored: its partitions that are not complete. <i>Confined to the restorer.</i> */
final class TaskRestore {
    private final RestoreJob job;
    private final List<PartitionRestore> incomplete = new ArrayList<>();

    /**
     * Starts a restore.
     *
     * @param endOffsets of all its changelogs, exclusive
     */
    TaskRestore(RestoreJob job, Map<TopicPartition, Long> endOffsets, StateRestoreListener listener) {
        this.job = job;
        for (StoreChangelogPartition changelog : job.changelogs()) {
            long endOffset = endOffsets.get(changelog.partition());
            long limit = changelog.sourceTopic()
                    ? Math.min(endOffset, job.committed().getOrDefault(changelog.partition(), 0L))
                    : endOffset;
            incomplete.add(new PartitionRestore(changelog, listener, limit));
        }
    }

    TaskId task() {
        return job.task();
    }

    RestoreJob job() {
        return job;
    }

    RestoreOwner owner() {
        return job.owner();
    }

    Collection<PartitionRestore> incomplete() {
        return incomplete;
    }

    boolean complete() {
        return incomplete.isEmpty();
    }

    void start() {
        incomplete.forEach(PartitionRestore::start);
        dropComplete();
    }

    /** Forgets partitions that became complete. Returns whether there were any. */
    boolean dropComplete() {
        List<PartitionRestore> done =
                incomplete.stream().filter(PartitionRestore::complete).toList();
        done.forEach(PartitionRestore::end);
        return incomplete.removeAll(done);
    }

    void suspend() {
        incomplete.forEach(PartitionRestore::suspend);
    }
}
