package dev.millrace.streams.internal.placement;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.ProcessId;

/**
 * What is to be placed with regard to racks.
 *
 * @param tasks which tasks may move; empty for all
 * @param trafficCost what it costs to read a partition from another rack; the application's own if empty
 * @param nonOverlapCost what it costs to move a task; the application's own if empty
 * @param homes by task, the instances that have it without moving it; of those that are not named, where they are
 *     placed when the optimisation begins
 */
public record RackRequest(
        ApplicationState application,
        Optional<SortedSet<TaskId>> tasks,
        OptionalInt trafficCost,
        OptionalInt nonOverlapCost,
        Map<TaskId, Set<ProcessId>> homes) {
    /** The same, where moves count from what is placed. */
    public RackRequest(
            ApplicationState application,
            Optional<SortedSet<TaskId>> tasks,
            OptionalInt trafficCost,
            OptionalInt nonOverlapCost) {
        this(application, tasks, trafficCost, nonOverlapCost, Map.of());
    }

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

    /** Whether {@code task} is at home on {@code process}; {@code placed} says whether it is placed there. */
    boolean home(TaskId task, ProcessId process, boolean placed) {
        Set<ProcessId> at = homes.get(task);
        return at == null ? placed : at.contains(process);
    }

    boolean concerns(TaskId task) {
        return tasks.isEmpty() || tasks.get().contains(task);
    }
}
