package dev.millrace.streams.errors;

import java.util.Set;

import org.apache.kafka.clients.consumer.InvalidOffsetException;

import dev.millrace.streams.processor.TaskId;

/**
 * The local state of tasks does not fit their changelogs any more. The runtime recovers by itself: it deletes that
 * state and restores it.
 */
public class TaskCorruptedException extends StreamsException {
    private final Set<TaskId> corruptedTasks;

    /** Names the tasks. */
    public TaskCorruptedException(Set<TaskId> corruptedTasks) {
        super(message(corruptedTasks));
        this.corruptedTasks = Set.copyOf(corruptedTasks);
    }

    /** Names the tasks; their changelogs no longer have the offset they stand at. */
    public TaskCorruptedException(Set<TaskId> corruptedTasks, InvalidOffsetException cause) {
        super(message(corruptedTasks), cause);
        this.corruptedTasks = Set.copyOf(corruptedTasks);
    }

    /** Names the tasks; their stores say so. */
    public TaskCorruptedException(Set<TaskId> corruptedTasks, ProcessorStateException cause) {
        super(message(corruptedTasks), cause);
        this.corruptedTasks = Set.copyOf(corruptedTasks);
    }

    /** The tasks concerned. */
    public Set<TaskId> corruptedTasks() {
        return corruptedTasks;
    }

    private static String message(Set<TaskId> tasks) {
        return "Local state of tasks " + tasks + " does not fit their changelogs and is restored from them";
    }
}
