package dev.millrace.differential;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskAssignmentUtils;
import dev.millrace.streams.processor.assignment.TaskAssignmentUtils.RackAwareOptimizationParams;
import dev.millrace.streams.processor.assignment.TaskAssignor.TaskAssignment;
import dev.millrace.streams.processor.assignment.TaskInfo;
import dev.millrace.streams.processor.assignment.TaskTopicPartition;

/** Placements of drawn applications; the name is what is done, the words are what comes out for each seed. */
public final class PlacementPrograms implements BiFunction<String, Path, List<String>> {
    static final List<String> NAMES = List.of(
            "sticky fresh",
            "sticky",
            "sticky keep",
            "validate",
            "standbys",
            "copies of one task",
            "active racks",
            "standby racks",
            "identity");
    private static final int SEEDS = 400;

    @Override
    public List<String> apply(String name, Path directory) {
        Function<Random, String> program = programs().get(name);
        List<String> words = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            words.add(name + " with seed " + seed + ": " + outcome(program, new Random(seed)));
        }
        return words;
    }

    private static Map<String, Function<Random, String>> programs() {
        return Map.of(
                "sticky fresh",
                r -> sticky(r, false, false),
                "sticky",
                r -> sticky(r, true, false),
                "sticky keep",
                r -> sticky(r, true, true),
                "validate",
                PlacementPrograms::validate,
                "standbys",
                PlacementPrograms::standbys,
                "active racks",
                PlacementPrograms::activeRacks,
                "standby racks",
                PlacementPrograms::standbyRacks,
                "copies of one task",
                PlacementPrograms::copiesOfOneTask,
                "identity",
                PlacementPrograms::identity);
    }

    private static String outcome(Function<Random, String> program, Random random) {
        try {
            return program.apply(random);
        } catch (RuntimeException failed) {
            return failed.getClass().getSimpleName();
        }
    }

    private static String sticky(Random random, boolean history, boolean keep) {
        DrawnApplication application = DrawnApplication.draw(random);
        if (!history) application.forget();
        Map<ProcessId, KafkaStreamsAssignment> placed = new TreeMap<>();
        for (var a : new dev.millrace.streams.processor.assignment.assignors.StickyTaskAssignor(keep)
                .assign(application)
                .assignment()) placed.put(a.processId(), a);
        long kept = 0, cop = 0;
        List<Integer> n = new ArrayList<>();
        for (var i : application.instances()) {
            int c = 0;
            for (var t : placed.get(i.processId()).tasks().values())
                if (t.type() == AssignedTask.Type.ACTIVE) {
                    c++;
                    if (i.previousActiveTasks().contains(t.id())) kept++;
                } else if (i.previousActiveTasks().contains(t.id())
                        || i.previousStandbyTasks().contains(t.id())) cop++;
            n.add(c);
        }
        return application.assignmentConfigs().rackAwareAssignmentStrategy()
                + application.assignmentConfigs().rackAwareAssignmentTags() + n + " kept " + kept + " copies " + cop
                + " "
                + placed.values().stream()
                        .mapToInt(a -> a.tasks().size())
                        .boxed()
                        .toList() + (history ? "" : words(placed));
    }

    /** An assignment in which up to one thing is wrong. */
    private static String validate(Random random) {
        DrawnApplication application = DrawnApplication.draw(random);
        Map<ProcessId, KafkaStreamsAssignment> placed = active(application, random);
        TaskAssignmentUtils.defaultStandbyTaskAssignment(application, placed);
        List<TaskId> tasks = new ArrayList<>(application.allTasks().keySet());
        List<ProcessId> processes = new ArrayList<>(placed.keySet());
        TaskId task = tasks.get(random.nextInt(tasks.size()));
        ProcessId process = processes.get(random.nextInt(processes.size()));
        switch (random.nextInt(6)) {
            case 0 -> placed.get(process).assignTask(new AssignedTask(task, AssignedTask.Type.ACTIVE));
            case 1 -> placed.get(process).assignTask(new AssignedTask(task, AssignedTask.Type.STANDBY));
            case 2 -> placed.remove(process);
            case 3 ->
                placed.get(process)
                        .assignTask(new AssignedTask(new TaskId(9, 9), AssignedTask.Type.values()[random.nextInt(2)]));
            case 4 -> {
                ProcessId stranger = ProcessId.randomProcessId();
                placed.put(stranger, KafkaStreamsAssignment.of(stranger, Set.of()));
            }
            default -> placed.get(process).removeTask(new AssignedTask(task, AssignedTask.Type.ACTIVE));
        }
        Collection<KafkaStreamsAssignment> all = placed.values();
        return TaskAssignmentUtils.validateTaskAssignment(application, new TaskAssignment(all))
                .toString();
    }

    private static String standbys(Random random) {
        DrawnApplication application = DrawnApplication.draw(random);
        Map<ProcessId, KafkaStreamsAssignment> placed = active(application, random);
        TaskAssignmentUtils.defaultStandbyTaskAssignment(application, placed);
        Map<TaskId, Integer> copies = new TreeMap<>();
        placed.values()
                .forEach(
                        assignment -> assignment.tasks().keySet().forEach(task -> copies.merge(task, 1, Integer::sum)));
        List<Double> loads = application.instances().stream()
                .map(i -> (double) placed.get(i.processId()).tasks().size() / i.numProcessingThreads())
                .sorted()
                .toList();
        return copies + " " + loads.get(0) + " " + loads.get(loads.size() - 1);
    }

    /** In which order tasks are looked at does not matter here. */
    private static String copiesOfOneTask(Random random) {
        DrawnApplication application = DrawnApplication.draw(random);
        application.keepOneLoggedTask();
        Map<ProcessId, KafkaStreamsAssignment> placed = active(application, random);
        TaskAssignmentUtils.defaultStandbyTaskAssignment(application, placed);
        return words(placed);
    }

    private static String activeRacks(Random random) {
        DrawnApplication application = DrawnApplication.draw(random);
        Map<ProcessId, KafkaStreamsAssignment> placed = active(application, random);
        Map<ProcessId, Set<TaskId>> before = tasks(placed);
        TaskAssignmentUtils.optimizeRackAwareActiveTasks(params(application, random), placed);
        return "uneven "
                + placed.values().stream()
                        .mapToDouble(a -> {
                            Map<Integer, Integer> c = new HashMap<>();
                            a.tasks().keySet().forEach(t -> c.merge(t.subtopology(), 1, Integer::sum));
                            return a.tasks().isEmpty()
                                    ? 0
                                    : c.values().stream()
                                            .mapToDouble(n ->
                                                    (double) n * n / a.tasks().size())
                                            .sum();
                        })
                        .sum()
                + " " + application.assignmentConfigs().rackAwareAssignmentStrategy() + " " + sizes(placed) + " cost "
                + cost(application, placed, before, false);
    }

    private static String standbyRacks(Random random) {
        DrawnApplication application = DrawnApplication.draw(random);
        Map<ProcessId, KafkaStreamsAssignment> placed = active(application, random);
        drawCopies(application, placed, random);
        Map<ProcessId, Set<TaskId>> before = tasks(placed);
        TaskAssignmentUtils.optimizeRackAwareStandbyTasks(RackAwareOptimizationParams.of(application), placed);
        return application.assignmentConfigs().rackAwareAssignmentStrategy() + " " + sizes(placed) + " cost "
                + cost(application, placed, before, true);
    }

    private static String identity(Random random) {
        return words(TaskAssignmentUtils.identityAssignment(DrawnApplication.draw(random)));
    }

    private static RackAwareOptimizationParams params(DrawnApplication application, Random random) {
        RackAwareOptimizationParams params = RackAwareOptimizationParams.of(application);
        if (random.nextBoolean()) {
            params = params.withTrafficCostOverride(1 + random.nextInt(3));
        }
        if (random.nextBoolean()) {
            params = params.withNonOverlapCostOverride(random.nextInt(3));
        }
        return switch (random.nextInt(4)) {
            case 0 -> params.forStatefulTasks();
            case 1 -> params.forStatelessTasks();
            default -> params;
        };
    }

    /** Every task runs somewhere. */
    private static Map<ProcessId, KafkaStreamsAssignment> active(DrawnApplication application, Random random) {
        List<KafkaStreamsState> instances = application.instances();
        Map<ProcessId, KafkaStreamsAssignment> placed = new TreeMap<>();
        for (KafkaStreamsState instance : instances) {
            placed.put(instance.processId(), KafkaStreamsAssignment.of(instance.processId(), Set.of()));
        }
        for (TaskId task : application.allTasks().keySet()) {
            ProcessId process = instances.get(random.nextInt(instances.size())).processId();
            placed.get(process).assignTask(new AssignedTask(task, AssignedTask.Type.ACTIVE));
        }
        return placed;
    }

    private static void drawCopies(
            DrawnApplication application, Map<ProcessId, KafkaStreamsAssignment> placed, Random random) {
        for (TaskInfo task : application.allTasks().values()) {
            for (KafkaStreamsAssignment assignment : placed.values()) {
                if (task.isStateful()
                        && random.nextInt(3) == 0
                        && !assignment.tasks().containsKey(task.id())) {
                    assignment.assignTask(new AssignedTask(task.id(), AssignedTask.Type.STANDBY));
                }
            }
        }
    }

    private static Map<ProcessId, Set<TaskId>> tasks(Map<ProcessId, KafkaStreamsAssignment> placed) {
        Map<ProcessId, Set<TaskId>> tasks = new HashMap<>();
        placed.forEach((process, assignment) ->
                tasks.put(process, new TreeSet<>(assignment.tasks().keySet())));
        return tasks;
    }

    private static long cost(
            DrawnApplication application,
            Map<ProcessId, KafkaStreamsAssignment> placed,
            Map<ProcessId, Set<TaskId>> before,
            boolean standby) {
        long cost = 0;
        for (KafkaStreamsState instance : application.instances()) {
            for (AssignedTask task : placed.get(instance.processId()).tasks().values()) {
                if ((task.type() == AssignedTask.Type.STANDBY) == standby) {
                    long far = far(application.allTasks().get(task.id()), instance, standby);
                    cost += far
                            * application
                                    .assignmentConfigs()
                                    .rackAwareTrafficCost()
                                    .getAsInt();
                    cost += before.get(instance.processId()).contains(task.id())
                            ? 0
                            : application
                                    .assignmentConfigs()
                                    .rackAwareNonOverlapCost()
                                    .getAsInt();
                }
            }
        }
        return cost;
    }

    private static long far(TaskInfo task, KafkaStreamsState instance, boolean standby) {
        return task.topicPartitions().stream()
                .filter(partition -> !standby || partition.isChangelog())
                .map(TaskTopicPartition::rackIds)
                .filter(racks -> !racks.get().contains(instance.rackId().get()))
                .count();
    }

    private static List<Integer> sizes(Map<ProcessId, KafkaStreamsAssignment> placed) {
        return placed.values().stream()
                .map(assignment -> assignment.tasks().size())
                .toList();
    }

    private static String words(Map<ProcessId, KafkaStreamsAssignment> placed) {
        return new TreeMap<>(placed)
                .values().stream()
                        .map(assignment -> assignment.tasks().values().stream()
                                .map(AssignedTask::toString)
                                .sorted()
                                .toList()
                                .toString())
                        .collect(Collectors.joining(" | "));
    }
}
