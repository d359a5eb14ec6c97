package dev.millrace.streams.internal.assignment;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.TaskId;

/**
 * How much state each task has in its changelogs, and so how far an instance is behind with it. Asked from the cluster
 * when it is first needed. <i>Confined to one assignment.</i>
 */
final class TaskLags {
    /** Lag of the instance that runs a task. */
    static final long RUNS = -2;

    private final TaskPartitions tasks;
    private final ClusterFacts cluster;
    private @Nullable SortedMap<TaskId, Long> sums;

    TaskLags(TaskPartitions tasks, ClusterFacts cluster) {
        this.tasks = tasks;
        this.cluster = cluster;
    }

    /**
     * For each task with changelogs the sum of their ends.
     *
     * @throws dev.millrace.streams.errors.TaskAssignmentException if the cluster does not tell
     */
    SortedMap<TaskId, Long> sums() {
        if (sums == null) {
            sums = ask();
        }
        return sums;
    }

    private SortedMap<TaskId, Long> ask() {
        Set<TopicPartition> all = new HashSet<>();
        tasks.tasks().forEach(task -> all.addAll(changelogs(task)));
        Map<TopicPartition, Long> ends = cluster.ends(all);
        SortedMap<TaskId, Long> asked = new TreeMap<>();
        for (TaskId task : tasks.tasks()) {
            Set<TopicPartition> own = changelogs(task);
            if (!own.isEmpty()) {
                asked.put(task, own.stream().mapToLong(ends::get).sum());
            }
        }
        return asked;
    }

    private Set<TopicPartition> changelogs(TaskId task) {
        Set<TopicPartition> changelogs = new HashSet<>();
        for (String topic : tasks.subtopologyOf(task).measured()) {
            changelogs.add(new TopicPartition(topic, task.partition()));
        }
        return changelogs;
    }

    /** How far {@code instance} is behind with each task that has changelogs. */
    SortedMap<TaskId, Long> lags(GroupInstance instance) {
        SortedMap<TaskId, Long> lags = new TreeMap<>();
        sums().forEach((task, end) -> lags.put(task, lag(instance, task, end)));
        return lags;
    }

    /** More than there is means that the changelog is another one by now: all of it has to be read. */
    private static long lag(GroupInstance instance, TaskId task, long end) {
        if (instance.caughtUp().contains(task)) {
            return RUNS;
        }
        long here = instance.stateSums().getOrDefault(task, 0L);
        return here > end ? end : end - here;
    }

    /** Tasks with the smallest lag first. */
    static Comparator<TaskId> byLag(Map<TaskId, Long> lags) {
        return Comparator.<TaskId>comparingLong(lags::get).thenComparing(Comparator.naturalOrder());
    }
}
