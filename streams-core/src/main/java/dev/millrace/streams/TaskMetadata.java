package dev.millrace.streams;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.TaskId;

/**
 * A task at one moment, but for its offsets, which are followed. <i>Thread-safe;</i> equal if task and partitions are.
 */
public interface TaskMetadata {
    /** Its name. */
    TaskId taskId();

    /** The partitions it reads. */
    Set<TopicPartition> topicPartitions();

    /** For each partition, the offset to go on from after a restart; -1 if none was committed since it began. */
    Map<TopicPartition, Long> committedOffsets();

    /** For each partition, the highest offset that was read; -1 before the first. */
    Map<TopicPartition, Long> endOffsets();

    /** Since when it waits for an empty partition, milliseconds since the epoch; empty if it does not. */
    Optional<Long> timeCurrentIdlingStarted();

    @Override
    boolean equals(Object o);

    @Override
    int hashCode();
}
