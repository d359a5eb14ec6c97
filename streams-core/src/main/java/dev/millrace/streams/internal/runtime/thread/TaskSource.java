package dev.millrace.streams.internal.runtime.thread;

import java.util.Set;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.internal.runtime.task.StreamTask;
import dev.millrace.streams.processor.TaskId;

/** Where the tasks of a thread come from. */
@FunctionalInterface
public interface TaskSource {
    /** A new task, not yet opened, that reads {@code partitions}. */
    StreamTask create(TaskId id, Set<TopicPartition> partitions);
}
