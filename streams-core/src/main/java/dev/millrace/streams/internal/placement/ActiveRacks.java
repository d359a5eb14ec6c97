package dev.millrace.streams.internal.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import dev.millrace.streams.processor.assignment.ProcessId;

/** Exchanges running tasks between instances until the traffic between racks is as cheap as it can be. */
public final class ActiveRacks {
    private final RackCosts costs;
    private final RackRequest request;
    private final Assignments assignments;
    private final List<ProcessId> processes;
    private final Map<TaskId, ProcessId> owners = new TreeMap<>();

    private ActiveRacks(RackCosts costs, RackRequest request, Assignments assignments) {
        this.costs = costs;
        this.request = request;
        this.assignments = assignments;
        this.processes = assignments.processes();
    }

    /** Whether the application asks for it and all racks are known. */
    public static boolean wanted(RackRequest request) {
        return RackCosts.of(request, Type.ACTIVE).isPresent();
    }

    /**
     * Exchanges tasks of {@code placed}; each instance keeps its number of tasks. Does nothing unless the application
     * asks for it and all racks are known.
     *
     * @throws IllegalArgumentException if a task runs twice, or on an instance or as a task that is not there
     */
    public static void optimize(RackRequest request, Map<ProcessId, KafkaStreamsAssignment> placed) {
        RackCosts.of(request, Type.ACTIVE).ifPresent(costs -> {
            ActiveRacks racks = new ActiveRacks(costs, request, Assignments.of(request.application(), placed));
            racks.takeStock();
            racks.exchange(request.application()
                    .assignmentConfigs()
                    .rackAwareAssignmentStrategy()
                    .equals(StreamsConfig.RACK_AWARE_ASSIGNMENT_STRATEGY_BALANCE_SUBTOPOLOGY));
        });
    }

    private void takeStock() {
        for (ProcessId process : assignments.placed().keySet()) {
            for (TaskId task : assignments.tasks(process, Type.ACTIVE)) {
                if (!processes.contains(process)) {
                    throw new IllegalArgumentException("Task " + task + " is assigned to " + process
                            + ", which is no instance of the application");
                }
                ProcessId other = request.concerns(task) ? owners.put(task, process) : null;
                if (other != null) {
                    throw new IllegalArgumentException(
                            "Task " + task + " is assigned to run twice, on " + other + " and on " + process);
                }
            }
        }
    }

    private void exchange(boolean spread) {
        List<TaskId> tasks = new ArrayList<>(owners.keySet());
        long[][] prices = new long[tasks.size()][processes.size()];
        int[] owner = new int[tasks.size()];
        int[] group = new int[tasks.size()];
        List<Integer> subtopologies =
                tasks.stream().map(TaskId::subtopology).distinct().toList();
        for (int i = 0; i < tasks.size(); i++) {
            ProcessId now = owners.get(tasks.get(i));
            owner[i] = processes.indexOf(now);
            group[i] = subtopologies.indexOf(tasks.get(i).subtopology());
            for (int p = 0; p < processes.size(); p++) {
                prices[i][p] = price(tasks.get(i), processes.get(p), now);
            }
        }
        int[] best = spread
                ? CheapestExchange.spread(prices, owner, group, processes.size())
                : CheapestExchange.cheapest(prices, owner, processes.size());
        for (int i = 0; i < best.length; i++) {
            if (best[i] != owner[i]) {
                assignments.move(tasks.get(i), Type.ACTIVE, owners.get(tasks.get(i)), processes.get(best[i]));
            }
        }
    }

    /** A task must not run where a copy of it is kept. */
    private long price(TaskId task, ProcessId process, ProcessId now) {
        boolean there = process.equals(now);
        return !there && assignments.has(process, task)
                ? CheapestExchange.FORBIDDEN
                : costs.of(task, process, request.home(task, process, there));
    }
}
