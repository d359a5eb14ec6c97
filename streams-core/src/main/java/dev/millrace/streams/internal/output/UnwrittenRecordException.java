package dev.millrace.streams.internal.output;

import java.util.Set;

import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.processor.TaskId;

/**
 * What tasks wrote could not be written for now and is to be tried again: they go back to their last commit. Unlike
 * other corrupted tasks they keep their local state, of which nothing later than that commit was applied.
 */
public final class UnwrittenRecordException extends TaskCorruptedException {
    /** With the tasks and why it could not be written. */
    public UnwrittenRecordException(Set<TaskId> tasks, Throwable reason) {
        super(tasks);
        initCause(reason);
    }

    UnwrittenRecordException(TaskId task, Throwable reason) {
        this(Set.of(task), reason);
    }

    @Override
    public String getMessage() {
        return "Records of tasks " + corruptedTasks() + " could not be written now: " + getCause();
    }
}
