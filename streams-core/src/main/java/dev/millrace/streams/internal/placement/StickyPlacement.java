package dev.millrace.streams.internal.placement;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;

/**
 * Leaves tasks where they were as far as that is fair.
 *
 * <p>First each instance keeps tasks it ran, then ones it had copies of, up to its share: for each of its threads as
 * many tasks as there are for each thread in whole. Then each task that is left goes to an instance that had it, unless
 * that one has a task for each thread already and another has fewer per thread; else to the one with the fewest per
 * thread, among these with the fewest of the same sub-topology, and then where fewest tasks are that the task is
 * together with on another instance: if one fails, its tasks do not all end up on the same other one.
 * <i>Confined to one placement.</i>
 */
public final class StickyPlacement {
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(StickyPlacement.class);

    private final ApplicationState application;
    private final Map<ProcessId, KafkaStreamsAssignment> placed = new TreeMap<>();
    private final Assignments assignments;
    private final Map<TaskId, ProcessId> ran = new HashMap<>();
    private final Map<TaskId, Set<TaskId>> together = new HashMap<>();

    private StickyPlacement(ApplicationState application) {
        this.application = application;
        this.assignments = Assignments.of(application, placed);
        for (ProcessId process : assignments.processes()) {
            assignments.instance(process).previousActiveTasks().forEach(task -> ran.put(task, process));
        }
    }

    /**
     * Places all tasks, and for each with state as many copies as the application wants.
     *
     * @param keepAll whether an instance keeps every task it ran, fair or not
     * @param request what the optimisation for racks costs
     */
    public static Collection<KafkaStreamsAssignment> place(
            ApplicationState application, boolean keepAll, RackRequest request) {
        StickyPlacement placement = new StickyPlacement(application);
        placement.placeActive(keepAll);
        if (!keepAll) {
            ActiveRacks.optimize(request, placement.placed);
        }
        if (application.assignmentConfigs().numStandbyReplicas() > 0) {
            placement.placeCopies();
            StandbyRacks.optimize(request, placement.placed, StandbyMoves.of(application));
        }
        return placement.placed.values();
    }

    private void placeActive(boolean keepAll) {
        SortedSet<TaskId> open = new TreeSet<>(application.allTasks().keySet());
        int threads = application.kafkaStreamsStates(false).values().stream()
                .mapToInt(KafkaStreamsState::numProcessingThreads)
                .sum();
        int perThread = open.size() / threads;
        open.removeIf(task -> ran.containsKey(task) && keep(task, ran.get(task), keepAll ? UNLIMITED : perThread));
        open.removeIf(task -> hadCopy(task).stream().anyMatch(process -> keep(task, process, perThread)));
        for (TaskId task : open) {
            add(choose(task), task, Type.ACTIVE);
        }
    }

    private boolean keep(TaskId task, ProcessId process, int perThread) {
        long share = (long) perThread * assignments.instance(process).numProcessingThreads();
        if (assignments.placed().get(process).tasks().size() >= share) {
            return false;
        }
        add(process, task, Type.ACTIVE);
        return true;
    }

    private void add(ProcessId process, TaskId task, Type role) {
        for (TaskId other : placed.get(process).tasks().keySet()) {
            together.computeIfAbsent(task, any -> new HashSet<>()).add(other);
            together.computeIfAbsent(other, any -> new HashSet<>()).add(task);
        }
        assignments.add(process, task, role);
    }

    private void placeCopies() {
        if (!application.assignmentConfigs().rackAwareAssignmentTags().isEmpty()) {
            StandbyPlacement.place(application, placed);
            return;
        }
        int copies = application.assignmentConfigs().numStandbyReplicas();
        for (TaskId task : Assignments.stateful(application.allTasks().values())) {
            for (int copy = 0; copy < copies; copy++) {
                if (placed.values().stream()
                        .allMatch(assignment -> assignment.tasks().containsKey(task))) {
                    LOG.warn("{} of {} copies of task {} find no instance of their own", copies - copy, copies, task);
                    break;
                }
                add(choose(task), task, Type.STANDBY);
            }
        }
    }

    private ProcessId choose(TaskId task) {
        List<ProcessId> without = assignments.processes().stream()
                .filter(process -> !assignments.has(process, task))
                .sorted(emptiestFirst(task))
                .toList();
        ProcessId owner = ran.get(task);
        if (owner != null && without.contains(owner) && !overfull(owner, without)) {
            return owner;
        }
        Set<ProcessId> copied = hadCopy(task);
        return without.stream()
                .filter(copied::contains)
                .filter(process -> !overfull(process, without))
                .findFirst()
                .orElse(without.get(0));
    }

    private boolean overfull(ProcessId process, List<ProcessId> others) {
        return assignments.load(process) >= 1
                && others.stream().anyMatch(other -> assignments.load(other) < assignments.load(process));
    }

    private Comparator<ProcessId> emptiestFirst(TaskId task) {
        return Comparator.comparingDouble(assignments::load)
                .thenComparingLong(process -> siblings(process, task))
                .thenComparingLong(process -> metBefore(process, task))
                .thenComparing(Comparator.naturalOrder());
    }

    private long siblings(ProcessId process, TaskId task) {
        return placed.get(process).tasks().keySet().stream()
                .filter(other -> other.subtopology() == task.subtopology())
                .count();
    }

    private long metBefore(ProcessId process, TaskId task) {
        Set<TaskId> met = together.getOrDefault(task, Set.of());
        return placed.get(process).tasks().keySet().stream()
                .filter(met::contains)
                .count();
    }

    /** The instances that had a copy of {@code task}, in order. */
    private Set<ProcessId> hadCopy(TaskId task) {
        Set<ProcessId> copied = new TreeSet<>();
        for (ProcessId process : assignments.processes()) {
            if (assignments.instance(process).previousStandbyTasks().contains(task)) {
                copied.add(process);
            }
        }
        return copied;
    }
}
