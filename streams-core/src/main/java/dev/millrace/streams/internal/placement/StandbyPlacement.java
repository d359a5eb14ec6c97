package dev.millrace.streams.internal.placement;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.processor.TaskId;
import dev.millrace.streams.processor.assignment.ApplicationState;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment;
import dev.millrace.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask.Type;
import dev.millrace.streams.processor.assignment.ProcessId;
import dev.millrace.streams.processor.assignment.TaskInfo;
import dev.millrace.streams.processor.assignment.TaskTopicPartition;

/**
 * Chooses instances for the copies of tasks: each time the one with the fewest tasks per thread that does not have the
 * task. If tags of instances are to count (KIP-708), the copies of a task that runs are first put where no tag is the
 * same as that of another one of them; a tag that has been used in all its values does not count any more. <i>Confined
 * to one placement.</i>
 */
public final class StandbyPlacement {
    private static final Logger LOG = LoggerFactory.getLogger(StandbyPlacement.class);

    private final Assignments assignments;
    private final List<String> tagKeys;
    private final Map<String, Set<String>> tagValues = new HashMap<>();
    private final int copies;

    private StandbyPlacement(ApplicationState application, Assignments assignments) {
        this.assignments = assignments;
        this.tagKeys = application.assignmentConfigs().rackAwareAssignmentTags();
        this.copies = application.assignmentConfigs().numStandbyReplicas();
        for (ProcessId process : assignments.processes()) {
            tags(process).forEach((key, value) -> tagValues
                    .computeIfAbsent(key, any -> new TreeSet<>())
                    .add(value));
        }
    }

    /** Adds to {@code placed} as many copies of each task with a changelog as the application wants. */
    public static void place(ApplicationState application, Map<ProcessId, KafkaStreamsAssignment> placed) {
        StandbyPlacement placement = new StandbyPlacement(application, Assignments.of(application, placed));
        application.allTasks().values().stream()
                .filter(StandbyPlacement::logged)
                .map(TaskInfo::id)
                .sorted()
                .forEach(placement::placeCopies);
    }

    private static boolean logged(TaskInfo task) {
        return task.topicPartitions().stream().anyMatch(TaskTopicPartition::isChangelog);
    }

    private void placeCopies(TaskId task) {
        int missing = copies;
        if (!tagKeys.isEmpty()) {
            for (ProcessId process : assignments.processes()) {
                if (assignments.tasks(process, Type.ACTIVE).contains(task)) {
                    missing -= placeApart(task, process, missing);
                }
            }
        }
        while (missing > 0) {
            Optional<ProcessId> emptiest = emptiest(task, assignments.processes());
            if (emptiest.isEmpty()) {
                LOG.warn("{} of {} copies of task {} are left out for want of instances", missing, copies, task);
                return;
            }
            assignments.add(emptiest.get(), task, Type.STANDBY);
            missing--;
        }
    }

    /** Returns how many were placed. */
    private int placeApart(TaskId task, ProcessId active, int wanted) {
        Map<String, Set<String>> used = new HashMap<>();
        use(used, active, 1);
        for (int placed = 0; placed < wanted; placed++) {
            List<ProcessId> apart = assignments.processes().stream()
                    .filter(process -> tags(process).entrySet().stream()
                            .noneMatch(tag ->
                                    used.getOrDefault(tag.getKey(), Set.of()).contains(tag.getValue())))
                    .toList();
            Optional<ProcessId> chosen = emptiest(task, apart);
            if (chosen.isEmpty()) {
                return placed;
            }
            assignments.add(chosen.get(), task, Type.STANDBY);
            use(used, chosen.get(), placed + 2);
        }
        return wanted;
    }

    /** Notes the tags of {@code process}, of the keys that have more values than instances were chosen. */
    private void use(Map<String, Set<String>> used, ProcessId process, int chosen) {
        tags(process).forEach((key, value) -> {
            if (tagValues.getOrDefault(key, Set.of()).size() <= chosen) {
                used.remove(key);
            } else {
                used.computeIfAbsent(key, any -> new HashSet<>()).add(value);
            }
        });
    }

    private Map<String, String> tags(ProcessId process) {
        Map<String, String> counted =
                new HashMap<>(assignments.instance(process).clientTags());
        counted.keySet().retainAll(tagKeys);
        return counted;
    }

    private Optional<ProcessId> emptiest(TaskId task, List<ProcessId> processes) {
        return processes.stream()
                .filter(process -> !assignments.has(process, task))
                .min(Comparator.comparingDouble(assignments::load).thenComparing(Comparator.naturalOrder()));
    }
}
