package dev.millrace.differential;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.AssignmentConfigs;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import dev.millrace.streams.processor.assignment.KafkaStreamsState;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskAssignmentUtils;
import dev.millrace.streams.processor.assignment.TaskAssignmentUtils.RackAwareOptimizationParams;
import dev.millrace.streams.processor.assignment.TaskAssignor.TaskAssignment;
import dev.millrace.streams.processor.assignment.TaskInfo;
import dev.millrace.streams.processor.assignment.TaskTopicPartition;
import dev.millrace.streams.processor.assignment.assignors.StickyTaskAssignor;

/** Placements of drawn applications; the name is what is done, the words are what comes out for each seed. */
public final class PlacementPrograms implements BiFunction<String, Path, List<String>> {
    static final String EVENNESS = "active racks by sub-topology";
    static final List<String> NAMES = List.of(
            "validate",
            "identity",
            "copies",
            "copies of one task",
            "active racks",
            "standby racks",
            "sticky",
            "sticky at any price",
            "settings",
            "values");
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
                "validate",
                PlacementPrograms::validate,
                "identity",
                PlacementPrograms::identity,
                "copies",
                PlacementPrograms::copies,
                "copies of one task",
                PlacementPrograms::copiesOfOneTask,
                "active racks",
                PlacementPrograms::activeRacks,
                EVENNESS,
                PlacementPrograms::evenness,
                "standby racks",
                PlacementPrograms::standbyRacks,
                "sticky",
                random -> sticky(random, false),
                "sticky at any price",
                random -> sticky(random, true));
    }

    private static String outcome(Function<Random, String> program, Random random) {
        try {
            return program.apply(random);
        } catch (RuntimeException failed) {
            return failed.getClass().getSimpleName();
        }
    }

    /** What must be so whichever of several good placements is chosen. */
    private static String sticky(Random random, boolean atAnyPrice) {
        DrawnApplication application = DrawnApplication.draw(random);
        Map<ProcessId, KafkaStreamsAssignment> placed = new TreeMap<>();
        TaskAssignment assigned = new StickyTaskAssignor(atAnyPrice).assign(application);
        assigned.assignment().forEach(assignment -> placed.put(assignment.processId(), assignment));
        long kept = 0;
        for (KafkaStreamsState instance : application.instances()) {
            kept += placed.get(instance.processId()).tasks().values().stream()
                    .filter(task -> task.type() == AssignedTask.Type.ACTIVE)
                    .filter(task -> instance.previousActiveTasks().contains(task.id()))
                    .count();
        }
        return TaskAssignmentUtils.validateTaskAssignment(application, assigned) + " "
                + counts(placed, AssignedTask.Type.ACTIVE) + counts(placed, AssignedTask.Type.STANDBY)
                + (atAnyPrice ? " kept " + kept : "");
    }

    private static Map<TaskId, Integer> counts(Map<ProcessId, KafkaStreamsAssignment> placed, AssignedTask.Type role) {
        Map<TaskId, Integer> counts = new TreeMap<>();
        placed.values().forEach(assignment -> assignment.tasks().values().stream()
                .filter(task -> task.type() == role)
                .forEach(task -> counts.merge(task.id(), 1, Integer::sum)));
        return counts;
    }

    private static String settings(Random random) {
        List<String> tags = List.of("a", "b", "c", "d", "e", "f").subList(0, random.nextInt(7));
        return new AssignmentConfigs(
                        random.nextInt(10) - 1,
                        random.nextInt(5),
                        random.nextInt(5) - 1,
                        59_995 + random.nextInt(50),
                        tags,
                        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(5) - 1),
                        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(5) - 1),
                        List.of("none", "min_traffic", "balance_subtopology", "other")
                                .get(random.nextInt(4)))
                .toString();
    }

    private static String values(Random random) {
        ProcessId process = new ProcessId(new UUID(random.nextLong(), random.nextLong()));
        AssignedTask.Type[] roles = AssignedTask.Type.values();
        TaskId id = new TaskId(random.nextInt(2), random.nextInt(2));
        AssignedTask task = new AssignedTask(id, roles[random.nextInt(2)]);
        AssignedTask other = new AssignedTask(new TaskId(0, random.nextInt(2)), roles[random.nextInt(2)]);
        KafkaStreamsAssignment assignment = KafkaStreamsAssignment.of(process, Set.of(task));
        String first = assignment + " " + assignment.withFollowupRebalance(Instant.ofEpochMilli(random.nextInt()));
        assignment.removeTask(other);
        assignment.assignTask(new AssignedTask(id, roles[random.nextInt(2)]));
        ProcessId next = new ProcessId(new UUID(random.nextLong(), random.nextLong()));
        return first + " " + assignment + " " + task.equals(other) + " " + process.compareTo(next) + " "
                + KafkaStreamsAssignment.of(process, new HashSet<>(List.of(task, other)))
                        .tasks()
                        .size();
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

    private static String copies(Random random) {
        DrawnApplication application = DrawnApplication.draw(random);
        Map<ProcessId, KafkaStreamsAssignment> placed = active(application, random);
        TaskAssignmentUtils.defaultStandbyTaskAssignment(application, placed);
        return counts(placed, AssignedTask.Type.STANDBY).toString();
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
        Costs costs = new Costs(1 + random.nextInt(3), random.nextInt(3));
        RackAwareOptimizationParams params = RackAwareOptimizationParams.of(application)
                .withTrafficCostOverride(costs.traffic)
                .withNonOverlapCostOverride(costs.move);
        if (!balances(application)) {
            TaskAssignmentUtils.optimizeRackAwareActiveTasks(some(params, random), placed);
        }
        return sizes(placed) + " cost " + cost(application, placed, before, false, costs);
    }

    /** First how uneven sub-topologies are, then what that costs, both to be compared as numbers. */
    private static String evenness(Random random) {
        DrawnApplication application = DrawnApplication.draw(random);
        Map<ProcessId, KafkaStreamsAssignment> placed = active(application, random);
        Map<ProcessId, Set<TaskId>> before = tasks(placed);
        if (balances(application)) {
            TaskAssignmentUtils.optimizeRackAwareActiveTasks(RackAwareOptimizationParams.of(application), placed);
        }
        double unevenness = 0;
        for (KafkaStreamsAssignment assignment : placed.values()) {
            Map<Integer, Integer> counts = new TreeMap<>();
            assignment.tasks().keySet().forEach(task -> counts.merge(task.subtopology(), 1, Integer::sum));
            unevenness += counts.values().stream()
                    .mapToDouble(
                            count -> (double) count * count / assignment.tasks().size())
                    .sum();
        }
        return Math.round(unevenness * 1000) + " " + cost(application, placed, before, false, Costs.of(application));
    }

    private static boolean balances(DrawnApplication application) {
        return application.assignmentConfigs().rackAwareAssignmentStrategy().equals("balance_subtopology");
    }

    /** With tags and balanced sub-topologies, Kafka Streams moves copies into the zone of another one. */
    private static String standbyRacks(Random random) {
        DrawnApplication application = DrawnApplication.draw(random);
        Map<ProcessId, KafkaStreamsAssignment> placed = active(application, random);
        drawCopies(application, placed, random);
        Map<ProcessId, Set<TaskId>> before = tasks(placed);
        if (!balances(application)
                || application.assignmentConfigs().rackAwareAssignmentTags().isEmpty()) {
            TaskAssignmentUtils.optimizeRackAwareStandbyTasks(RackAwareOptimizationParams.of(application), placed);
        }
        return sizes(placed) + " cost " + cost(application, placed, before, true, Costs.of(application));
    }

    private static String identity(Random random) {
        return words(TaskAssignmentUtils.identityAssignment(DrawnApplication.draw(random)));
    }

    private static RackAwareOptimizationParams some(RackAwareOptimizationParams params, Random random) {
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
            boolean standby,
            Costs costs) {
        long cost = 0;
        for (KafkaStreamsState instance : application.instances()) {
            for (AssignedTask task : placed.get(instance.processId()).tasks().values()) {
                if ((task.type() == AssignedTask.Type.STANDBY) == standby) {
                    long far = far(application.allTasks().get(task.id()), instance, standby);
                    cost += far * costs.traffic;
                    cost += before.get(instance.processId()).contains(task.id()) ? 0 : costs.move;
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

    private record Costs(int traffic, int move) {
        private static Costs of(DrawnApplication application) {
            return new Costs(
                    application.assignmentConfigs().rackAwareTrafficCost().getAsInt(),
                    application.assignmentConfigs().rackAwareNonOverlapCost().getAsInt());
        }
    }
}
