package dev.millrace.streams.internal.assignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.kafka.common.TopicPartition;

import dev.millrace.streams.processor.TaskId;

/**
 * The tasks of an application: partition {@code n} of every input of a sub-topology makes its task {@code n}.
 * <i>Immutable.</i>
 */
final class TaskPartitions {
    private final List<SubtopologyTopics> subtopologies;
    private final Map<String, Integer> counts;
    private final Map<TaskId, List<TopicPartition>> partitions = new TreeMap<>();

    private TaskPartitions(List<SubtopologyTopics> subtopologies, Map<String, Integer> counts) {
        this.subtopologies = subtopologies;
        this.counts = counts;
        new TreeMap<>(counts).forEach((topic, count) -> subtopologyOf(topic).ifPresent(number -> {
            for (int partition = 0; partition < count; partition++) {
                partitions
                        .computeIfAbsent(new TaskId(number, partition), task -> new ArrayList<>())
                        .add(new TopicPartition(topic, partition));
            }
        }));
    }

    /**
     * The tasks on a cluster with topics of these sizes.
     *
     * @param cluster partition counts of the topics that exist
     * @throws dev.millrace.streams.errors.StreamsException if the topics do not fit, see {@link PartitionCounts}
     */
    static TaskPartitions of(List<SubtopologyTopics> subtopologies, Map<String, Integer> cluster) {
        return new TaskPartitions(subtopologies, PartitionCounts.resolve(subtopologies, cluster));
    }

    /** How many partitions each input topic has. */
    Map<String, Integer> counts() {
        return counts;
    }

    Set<TaskId> tasks() {
        return partitions.keySet();
    }

    /** Those with stores that have changelogs of their own. */
    Set<TaskId> logged() {
        Set<Integer> logged = subtopologies.stream()
                .filter(subtopology -> !subtopology.changelogs().isEmpty())
                .map(SubtopologyTopics::number)
                .collect(Collectors.toSet());
        return tasks().stream()
                .filter(task -> logged.contains(task.subtopology()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The partitions {@code task} reads, ordered by topic. */
    List<TopicPartition> partitionsOf(TaskId task) {
        return partitions.get(task);
    }

    /** What {@code task} belongs to. */
    SubtopologyTopics subtopologyOf(TaskId task) {
        return subtopologies.stream()
                .filter(subtopology -> subtopology.number() == task.subtopology())
                .findFirst()
                .orElseThrow();
    }

    /** The tasks that read {@code partitions}; partitions that no task reads do not count. */
    Set<TaskId> tasksOf(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .flatMap(partition -> subtopologyOf(partition.topic()).stream()
                        .map(number -> new TaskId(number, partition.partition())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Number of partitions of each repartition and changelog topic. */
    Map<String, Integer> internalTopics() {
        Map<String, Integer> internal = new HashMap<>();
        for (SubtopologyTopics subtopology : subtopologies) {
            subtopology.repartitions().keySet().forEach(topic -> internal.put(topic, counts.get(topic)));
            int tasks = PartitionCounts.tasksOf(subtopology, counts);
            if (tasks > 0) {
                subtopology.changelogs().forEach(topic -> internal.put(topic, tasks));
            }
        }
        return internal;
    }

    Map<String, Map<String, String>> internalTopicConfigs() {
        Map<String, Map<String, String>> configs = new HashMap<>();
        subtopologies.forEach(subtopology -> configs.putAll(subtopology.topicConfigs()));
        return configs;
    }

    private Optional<Integer> subtopologyOf(String topic) {
        return SubtopologyTopics.readerOf(topic, subtopologies).map(SubtopologyTopics::number);
    }
}
