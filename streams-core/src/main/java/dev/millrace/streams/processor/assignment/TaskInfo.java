package dev.millrace.streams.processor.assignment;

import java.util.Set;

import dev.millrace.streams.processor.TaskId;

/** What there is to know of a task before it is placed. <i>Read-only.</i> */
public interface TaskInfo {
    /** Its name. */
    TaskId id();

    /** Whether it has stores with changelogs, so that a copy of it is of use. */
    boolean isStateful();

    /** The names of its stores. */
    Set<String> stateStoreNames();

    /** The partitions it reads, and those its stores are logged to. */
    Set<TaskTopicPartition> topicPartitions();
}
