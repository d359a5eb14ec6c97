package dev.millrace.streams.internal.placement;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskInfo;
import dev.millrace.streams.processor.assignment.TaskTopicPartition;

/**
 * What it costs to have a task on an instance: its partitions in other racks, and the move if it is one. A task that
 * runs counts all its partitions, a copy only those it follows. <i>Confined to one placement.</i>
 */
final class RackCosts {
    private static final Logger LOG = LoggerFactory.getLogger(RackCosts.class);

    private final Map<TaskId, List<Set<String>>> racks = new HashMap<>();
    private final Map<ProcessId, String> rackOf = new HashMap<>();
    private final int traffic;
    private final int move;

    private RackCosts(ApplicationState application, Type role, int traffic, int move) {
        application.allTasks().forEach((id, task) -> racks.put(id, racks(task, role)));
        application
                .kafkaStreamsStates(false)
                .forEach((id, state) -> rackOf.put(id, state.rackId().orElseThrow()));
        this.traffic = traffic;
        this.move = move;
    }

    /**
     * The costs for tasks in {@code role}.
     *
     * @return empty if racks are not to count or are not known of everything
     */
    static Optional<RackCosts> of(RackRequest request, Type role) {
        ApplicationState application = request.application();
        if (request.traffic().isEmpty()
                || request.move().isEmpty()
                || application
                        .assignmentConfigs()
                        .rackAwareAssignmentStrategy()
                        .equals(StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_NONE)) {
            return Optional.empty();
        }
        if (!known(application, role)) {
            return Optional.empty();
        }
        return Optional.of(new RackCosts(
                application, role, request.traffic().getAsInt(), request.move().getAsInt()));
    }

    /** Whether the racks of all instances and of all partitions that count are known. */
    private static boolean known(ApplicationState application, Type role) {
        for (KafkaStreamsState instance : application.kafkaStreamsStates(false).values()) {
            if (instance.rackId().isEmpty()) {
                LOG.warn(
                        "Racks do not count: instance {} does not say where it is (client.rack)", instance.processId());
                return false;
            }
        }
        for (TaskInfo task : application.allTasks().values()) {
            for (TaskTopicPartition partition : counted(task, role)) {
                if (partition.rackIds().isEmpty() || partition.rackIds().get().isEmpty()) {
                    LOG.warn("Racks do not count: the cluster does not tell where {} is", partition.topicPartition());
                    return false;
                }
            }
        }
        return true;
    }

    private static Collection<TaskTopicPartition> counted(TaskInfo task, Type role) {
        return task.topicPartitions().stream()
                .filter(partition -> role == Type.ACTIVE || partition.isChangelog())
                .toList();
    }

    private static List<Set<String>> racks(TaskInfo task, Type role) {
        return counted(task, role).stream()
                .map(partition -> partition.rackIds().orElseThrow())
                .toList();
    }

    /**
     * The cost of {@code task} on {@code process}.
     *
     * @param there whether that is where it is already
     * @throws IllegalArgumentException if the application has no such task
     */
    long of(TaskId task, ProcessId process, boolean there) {
        List<Set<String>> partitions = racks.get(task);
        if (partitions == null) {
            throw new IllegalArgumentException("The application has no task " + task);
        }
        String rack = rackOf.get(process);
        long far = partitions.stream().filter(near -> !near.contains(rack)).count();
        return far * traffic + (there ? 0 : move);
    }
}
