package dev.millrace.streams.internal.runtime.thread;

import dev.millrace.streams.internal.runtime.task.StandbyTask;
import dev.millrace.streams.processor.TaskId;

/** Makes the standby tasks of a thread. */
@FunctionalInterface
public interface StandbySource {
    /** A new copy of the task {@code id}, its stores not yet opened. */
    StandbyTask create(TaskId id);
}
