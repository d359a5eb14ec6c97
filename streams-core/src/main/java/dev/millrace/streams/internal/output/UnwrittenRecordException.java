package dev.millrace.streams.internal.output;

import java.util.Set;

import dev.millrace.streams.errors.TaskCorruptedException;
import dev.millrace.streams.processor.TaskId;

/**
 * A record could not be written for now and is to be tried again: its task goes back to its last commit. Unlike other
 * corrupted tasks it keeps its local state, of which nothing later than that commit was applied.
 */
public final class UnwrittenRecordException extends TaskCorruptedException {
    UnwrittenRecordException(TaskId task, Throwable reason) {
        super(Set.of(task));
        initCause(reason);
    }

    @Override
    public String getMessage() {
        return "A record of task " + corruptedTasks() + " could not be written now: " + getCause();
    }
}
