package dev.millrace.streams.internal.assignment;

import java.util.Set;

import dev.millrace.streams.processor.TaskId;

/** Hears which tasks are to run here, inside the consumer's poll. <i>Called on the stream thread only.</i> */
public interface TaskListener {
    /** These tasks are to be given up. */
    void revoked(Set<TaskId> tasks);

    /** These tasks, and no others, are to run here. */
    void assigned(Set<TaskId> all);

    /** The member fell out of the group; its tasks may be with others already. */
    void lost();
}
