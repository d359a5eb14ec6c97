package dev.millrace.streams.processor.assignment;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.millrace.streams.internal.placement.ActiveRacks;
import dev.millrace.streams.internal.placement.AssignmentCheck;
import dev.millrace.streams.internal.placement.RackRequest;
import dev.millrace.streams.internal.placement.StandbyMoves;
import dev.millrace.streams.internal.placement.StandbyPlacement;
import dev.millrace.streams.internal.placement.StandbyRacks;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import dev.millrace.streams.processor.assignment.TaskAssignor.AssignmentError;
import dev.millrace.streams.processor.assignment.TaskAssignor.TaskAssignment;

/** What most {@link TaskAssignor}s need. Maps of assignments are changed in place. */
public final class TaskAssignmentUtils {
    private TaskAssignmentUtils() {}

    /**
     * Says whether a copy may be exchanged between two instances without harm to what else the assignor wants, such as
     * copies in different zones.
     */
    public interface MoveStandbyTaskPredicate {
        /**
         * Whether the copy of {@code taskId} may move.
         *
         * @param source where it is
         * @param destination where it would go
         * @param kafkaStreamsAssignments everything placed so far, the copy still at its source
         */
        boolean canMoveStandbyTask(
                KafkaStreamsState source,
                KafkaStreamsState destination,
                TaskId taskId,
                Map<ProcessId, KafkaStreamsAssignment> kafkaStreamsAssignments);
    }

    /**
     * What the optimisation for racks may move and at which cost. <i>Immutable:</i> each method gives a new one.
     */
    public static final class RackAwareOptimizationParams {
        private final RackRequest request;

        private RackAwareOptimizationParams(RackRequest request) {
            this.request = request;
        }

        /** All tasks, at the costs of the application's settings. */
        public static RackAwareOptimizationParams of(ApplicationState applicationState) {
            return new RackAwareOptimizationParams(
                    new RackRequest(applicationState, Optional.empty(), OptionalInt.empty(), OptionalInt.empty()));
        }

        /** Tasks with state only. */
        public RackAwareOptimizationParams forStatefulTasks() {
            return forTasks(tasks(true));
        }

        /** Tasks without state only. */
        public RackAwareOptimizationParams forStatelessTasks() {
            return forTasks(tasks(false));
        }

        private SortedSet<TaskId> tasks(boolean stateful) {
            SortedSet<TaskId> tasks = new TreeSet<>();
            request.application().allTasks().values().stream()
                    .filter(task -> task.isStateful() == stateful)
                    .forEach(task -> tasks.add(task.id()));
            return tasks;
        }

        /** Tasks of {@code tasksToOptimize} only; the others stay where they are. */
        public RackAwareOptimizationParams forTasks(SortedSet<TaskId> tasksToOptimize) {
            return new RackAwareOptimizationParams(new RackRequest(
                    request.application(),
                    Optional.of(tasksToOptimize),
                    request.trafficCost(),
                    request.nonOverlapCost()));
        }

        /** With {@code trafficCost} for each partition that is read from another rack. */
        public RackAwareOptimizationParams withTrafficCostOverride(int trafficCost) {
            return new RackAwareOptimizationParams(new RackRequest(
                    request.application(), request.tasks(), OptionalInt.of(trafficCost), request.nonOverlapCost()));
        }

        /** With {@code nonOverlapCost} for each task that moves. */
        public RackAwareOptimizationParams withNonOverlapCostOverride(int nonOverlapCost) {
            return new RackAwareOptimizationParams(new RackRequest(
                    request.application(), request.tasks(), request.trafficCost(), OptionalInt.of(nonOverlapCost)));
        }
    }

    /**
     * What is wrong with an assignment, of several things the one found first; the log says more.
     *
     * @return {@code NONE} if nothing is
     */
    public static AssignmentError validateTaskAssignment(
            ApplicationState applicationState, TaskAssignment taskAssignment) {
        return AssignmentCheck.check(applicationState, taskAssignment.assignment());
    }

    /** An assignment that leaves every instance what it had. */
    public static Map<ProcessId, KafkaStreamsAssignment> identityAssignment(ApplicationState applicationState) {
        Map<ProcessId, KafkaStreamsAssignment> same = new HashMap<>();
        applicationState.kafkaStreamsStates(false).forEach((process, state) -> {
            Set<AssignedTask> tasks = new HashSet<>();
            state.previousActiveTasks().forEach(task -> tasks.add(new AssignedTask(task, AssignedTask.Type.ACTIVE)));
            state.previousStandbyTasks().forEach(task -> tasks.add(new AssignedTask(task, AssignedTask.Type.STANDBY)));
            same.put(process, KafkaStreamsAssignment.of(process, tasks));
        });
        return same;
    }

    /**
     * Adds as many copies of each task as {@code num.standby.replicas} says, where there are fewest tasks per thread;
     * if {@code rack.aware.assignment.tags} names tags, on instances that differ in them as far as possible.
     *
     * @param kafkaStreamsAssignments where tasks run; gets an entry for each instance
     */
    public static void defaultStandbyTaskAssignment(
            ApplicationState applicationState, Map<ProcessId, KafkaStreamsAssignment> kafkaStreamsAssignments) {
        StandbyPlacement.place(applicationState, kafkaStreamsAssignments);
    }

    /**
     * Exchanges running tasks between instances until their traffic between racks is as cheap as it can be (KIP-925).
     * Each instance keeps its number of tasks. With {@code balance_subtopology}, the tasks of a sub-topology are spread
     * over the instances first. Nothing happens with {@code none}, where a cost is given nowhere, and where not all
     * racks are known.
     *
     * @throws IllegalArgumentException if a task is assigned to run twice, or an instance or a task is unknown
     */
    public static void optimizeRackAwareActiveTasks(
            RackAwareOptimizationParams optimizationParams,
            Map<ProcessId, KafkaStreamsAssignment> kafkaStreamsAssignments) {
        ActiveRacks.optimize(optimizationParams.request, kafkaStreamsAssignments);
    }

    /**
     * Exchanges copies between each two instances while that makes traffic between racks cheaper, under the same
     * conditions. A copy moves only if it and the others of its task do not get closer in their tags.
     */
    public static void optimizeRackAwareStandbyTasks(
            RackAwareOptimizationParams optimizationParams,
            Map<ProcessId, KafkaStreamsAssignment> kafkaStreamsAssignments) {
        MoveStandbyTaskPredicate movable =
                StandbyMoves.of(optimizationParams.request.application())::canMoveStandbyTask;
        StandbyRacks.optimize(optimizationParams.request, kafkaStreamsAssignments, movable::canMoveStandbyTask);
    }
}
