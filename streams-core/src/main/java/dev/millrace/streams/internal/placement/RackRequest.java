package dev.millrace.streams.internal.placement;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;

/**
 * What is to be placed with regard to racks.
 *
 * @param tasks which tasks may move; empty for all
 * @param trafficCost what it costs to read a partition from another rack; the application's own if empty
 * @param nonOverlapCost what it costs to move a task; the application's own if empty
 */
public record RackRequest(
        ApplicationState application,
        Optional<SortedSet<TaskId>> tasks,
        OptionalInt trafficCost,
        OptionalInt nonOverlapCost) {
    /** The traffic cost that counts. */
    OptionalInt traffic() {
        return trafficCost.isPresent()
                ? trafficCost
                : application.assignmentConfigs().rackAwareTrafficCost();
    }

    /** The cost of a move that counts. */
    OptionalInt move() {
        return nonOverlapCost.isPresent()
                ? nonOverlapCost
                : application.assignmentConfigs().rackAwareNonOverlapCost();
    }

    boolean concerns(TaskId task) {
        return tasks.isEmpty() || tasks.get().contains(task);
    }
}
