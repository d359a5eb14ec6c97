package dev.millrace.streams.processor.assignment.assignors;

import java.util.Optional;
import java.util.OptionalInt;

import dev.millrace.streams.internal.placement.RackRequest;
import dev.millrace.streams.internal.placement.StickyPlacement;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;
import dev.millrace.streams.processor.assignment.TaskAssignor;

/**
 * Leaves each task where it was, as far as that does not give an instance more than its share per thread. It does not
 * ask how far instances are behind: no copies are warmed up before a task moves.
 */
public class StickyTaskAssignor implements TaskAssignor {
    /** What it costs that a partition is read from another rack, where the application does not say. */
    public static final int DEFAULT_STICKY_TRAFFIC_COST = 1;

    /** What it costs that a task moves, where the application does not say. */
    public static final int DEFAULT_STICKY_NON_OVERLAP_COST = 10;

    private final boolean keepAll;

    /** An assignor that moves tasks for fairness' sake. */
    public StickyTaskAssignor() {
        this(false);
    }

    /**
     * An assignor that may be told to be unfair.
     *
     * @param mustPreserveActiveTaskAssignment whether every instance keeps all tasks it ran
     */
    public StickyTaskAssignor(boolean mustPreserveActiveTaskAssignment) {
        keepAll = mustPreserveActiveTaskAssignment;
    }

    @Override
    public TaskAssignment assign(ApplicationState applicationState) {
        AssignmentConfigs configs = applicationState.assignmentConfigs();
        RackRequest request = new RackRequest(
                applicationState,
                Optional.empty(),
                OptionalInt.of(configs.rackAwareTrafficCost().orElse(DEFAULT_STICKY_TRAFFIC_COST)),
                OptionalInt.of(configs.rackAwareNonOverlapCost().orElse(DEFAULT_STICKY_NON_OVERLAP_COST)));
        return new TaskAssignment(StickyPlacement.place(applicationState, keepAll, request));
    }
}
