package dev.millrace.streams.internal.placement;

import java.util.Map;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;

/** Says whether a copy may move without coming closer to the others of its task than it was. */
public interface StandbyMoves {
    /** Whether the copy of {@code task} may go from {@code source} to {@code destination}. */
    boolean canMoveStandbyTask(
            KafkaStreamsState source,
            KafkaStreamsState destination,
            TaskId task,
            Map<ProcessId, KafkaStreamsAssignment> assignments);

    /** What the tags that {@code application} heeds allow; everything if it heeds none. */
    static StandbyMoves of(ApplicationState application) {
        if (application.assignmentConfigs().rackAwareAssignmentTags().isEmpty()) {
            return (source, destination, task, assignments) -> true;
        }
        return new TagSpread(application);
    }
}
