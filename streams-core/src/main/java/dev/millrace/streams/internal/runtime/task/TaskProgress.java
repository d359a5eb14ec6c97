package dev.millrace.streams.internal.runtime.task;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a task has come in its input. <i>Written by the owner of the task;</i> read by any thread. */
public final class TaskProgress {
    private static final long UNKNOWN = -1;
    private static final long BUSY = Long.MIN_VALUE;

    private volatile Map<TopicPartition, Long> committed;
    private final Map<TopicPartition, Long> ends;
    private volatile long idleSinceMs = BUSY;

    TaskProgress(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> nothing = new HashMap<>();
        partitions.forEach(partition -> nothing.put(partition, UNKNOWN));
        committed = Map.copyOf(nothing);
        ends = new ConcurrentHashMap<>(nothing);
    }

    /** For each partition the offset to go on from after a restart; -1 if none was committed. */
    public Map<TopicPartition, Long> committed() {
        return committed;
    }

    /** For each partition the highest offset seen; -1 before the first. */
    public Map<TopicPartition, Long> ends() {
        return Map.copyOf(ends);
    }

    /** Since when nothing could be processed, milliseconds since the epoch; empty if something can. */
    public Optional<Long> idleSince() {
        long since = idleSinceMs;
        return since == BUSY ? Optional.empty() : Optional.of(since);
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, Long> next = new HashMap<>(committed);
        offsets.forEach((partition, offset) -> next.put(partition, offset.offset()));
        committed = Map.copyOf(next);
    }

    void saw(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        if (!records.isEmpty()) {
            ends.put(partition, records.get(records.size() - 1).offset());
        }
    }

    void idle(long nowMs) {
        if (idleSinceMs == BUSY) {
            idleSinceMs = nowMs;
        }
    }

    void busy() {
        if (idleSinceMs != BUSY) {
            idleSinceMs = BUSY;
        }
    }
}
