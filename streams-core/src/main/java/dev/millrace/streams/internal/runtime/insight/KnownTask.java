package dev.millrace.streams.internal.runtime.insight;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.TaskMetadata;
import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.internal.runtime.task.TaskProgress;
import dev.millrace.streams.processor.TaskId;

/**
 * A task as it was at one moment, but for its offsets, which are followed for as long as it is here, as in Kafka
 * Streams. <i>Thread-safe.</i>
 */
record KnownTask(
        TaskId taskId,
        Set<TopicPartition> topicPartitions,
        Supplier<Map<TopicPartition, Long>> committed,
        Supplier<Map<TopicPartition, Long>> ends,
        Optional<Long> timeCurrentIdlingStarted)
        implements TaskMetadata {
    static KnownTask of(StreamTask task) {
        TaskProgress progress = task.progress();
        return new KnownTask(
                task.id(), task.inputPartitions(), progress::committed, progress::ends, progress.idleSince());
    }

    /** A copy of {@code task}, which would read {@code partitions}. */
    static KnownTask copy(TaskId task, Set<TopicPartition> partitions) {
        return new KnownTask(task, partitions, Map::of, Map::of, Optional.empty());
    }

    @Override
    public Map<TopicPartition, Long> committedOffsets() {
        return committed.get();
    }

    @Override
    public Map<TopicPartition, Long> endOffsets() {
        return ends.get();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KnownTask task
                && taskId.equals(task.taskId)
                && topicPartitions.equals(task.topicPartitions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(taskId, topicPartitions);
    }

    @Override
    public String toString() {
        return "TaskMetadata{taskId=" + taskId + ", topicPartitions=" + topicPartitions + ", committedOffsets="
                + committedOffsets() + ", endOffsets=" + endOffsets() + ", timeCurrentIdlingStarted="
                + timeCurrentIdlingStarted + "}";
    }
}
