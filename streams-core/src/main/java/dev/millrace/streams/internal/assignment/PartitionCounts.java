package dev.millrace.streams.internal.assignment;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.millrace.streams.errors.MissingSourceTopicException;
import dev.millrace.streams.errors.TaskAssignmentException;
import dev.millrace.streams.errors.TopologyException;

/**
 * How many partitions every input topic of a topology has, or will have once it is created.
 *
 * <p>Topics of users have what the cluster says. A repartition topic has what the topology asks for, else as many as
 * the largest input of the sub-topologies that write to it, which may be a repartition topic itself; so they are worked
 * out front to back. Then topics that are read together are made equal where that is ours to decide. The rules are
 * those of Kafka Streams, in the same order, so that topics it created fit.
 *
 * <p><i>Confined to one assignment.</i>
 */
final class PartitionCounts {
    private final List<SubtopologyTopics> subtopologies;
    private final Map<String, Integer> cluster;
    private final Map<String, OptionalInt> repartitions = new TreeMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    private PartitionCounts(List<SubtopologyTopics> subtopologies, Map<String, Integer> cluster) {
        this.subtopologies = subtopologies;
        this.cluster = cluster;
        subtopologies.forEach(subtopology -> repartitions.putAll(subtopology.repartitions()));
    }

    /**
     * Works them out.
     *
     * @param cluster partition counts of the topics that exist
     * @return partition counts of all input topics
     * @throws MissingSourceTopicException if a topic of the user's does not exist
     * @throws TopologyException if topics that are read together cannot be made equal
     * @throws TaskAssignmentException if the size of a repartition topic follows from nothing
     */
    static Map<String, Integer> resolve(List<SubtopologyTopics> subtopologies, Map<String, Integer> cluster) {
        PartitionCounts resolution = new PartitionCounts(subtopologies, cluster);
        resolution.takeExisting();
        resolution.deriveRepartitions();
        subtopologies.stream()
                .flatMap(subtopology -> subtopology.copartitioned().stream())
                .forEach(resolution::equalise);
        return resolution.counts;
    }

    /** Tasks of {@code subtopology}: one for each partition of its largest input. */
    static int tasksOf(SubtopologyTopics subtopology, Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(count -> subtopology.reads(count.getKey()))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    private void takeExisting() {
        Set<String> missing = new TreeSet<>();
        subtopologies.stream()
                .flatMap(subtopology -> subtopology.sources().stream())
                .filter(topic -> !repartitions.containsKey(topic))
                .forEach(topic -> {
                    if (cluster.containsKey(topic)) {
                        counts.put(topic, cluster.get(topic));
                    } else {
                        missing.add(topic);
                    }
                });
        if (!missing.isEmpty()) {
            throw new MissingSourceTopicException("Input topics do not exist: " + missing);
        }
        cluster.forEach((topic, partitions) -> {
            if (subtopologies.stream().anyMatch(subtopology -> subtopology.matches(topic))) {
                counts.put(topic, partitions);
            }
        });
    }

    private void deriveRepartitions() {
        repartitions.forEach((topic, asked) -> asked.ifPresent(partitions -> counts.put(topic, partitions)));
        Set<String> open = new TreeSet<>(repartitions.keySet());
        open.removeAll(counts.keySet());
        while (open.removeIf(topic -> derive(topic, true)) || deriveOneOfACircle(open)) {
            // another round, for those that follow from what was derived in this one
        }
        if (!open.isEmpty()) {
            throw new TaskAssignmentException("The number of partitions of " + open + " cannot be told: the"
                    + " sub-topologies that write to them read no topic that exists. Create the input topics; patterns"
                    + " must match at least one.");
        }
    }

    /** Sub-topologies that write to each other, as foreign-key joins do: what is known of their input decides. */
    private boolean deriveOneOfACircle(Set<String> open) {
        Optional<String> any = subtopologies.stream()
                .flatMap(subtopology ->
                        subtopology.repartitions().keySet().stream().sorted())
                .filter(open::contains)
                .filter(topic -> derive(topic, false))
                .findFirst();
        any.ifPresent(open::remove);
        return any.isPresent();
    }

    private boolean derive(String repartition, boolean fromAllInput) {
        List<SubtopologyTopics> writers = subtopologies.stream()
                .filter(subtopology -> subtopology.sinks().contains(repartition))
                .toList();
        boolean known =
                writers.stream().flatMap(writer -> writer.sources().stream()).allMatch(counts::containsKey);
        int partitions = writers.stream()
                .mapToInt(writer -> tasksOf(writer, counts))
                .max()
                .orElse(0);
        if (fromAllInput && !known || partitions == 0) {
            return false;
        }
        counts.put(repartition, partitions);
        return true;
    }

    private void equalise(Set<String> group) {
        List<String> users = group.stream()
                .filter(topic -> !repartitions.containsKey(topic))
                .sorted()
                .toList();
        List<String> asked = group.stream().filter(this::asked).sorted().toList();
        requireEqual(Stream.concat(users.stream(), asked.stream()).toList());
        List<String> deciding = users.isEmpty() ? asked : users;
        int partitions = largest(deciding.isEmpty() ? group : deciding);
        group.stream().filter(topic -> repartitions.containsKey(topic)).forEach(topic -> counts.put(topic, partitions));
    }

    private boolean asked(String topic) {
        return repartitions.getOrDefault(topic, OptionalInt.empty()).isPresent();
    }

    private int largest(Collection<String> topics) {
        return topics.stream().mapToInt(counts::get).max().orElseThrow();
    }

    private void requireEqual(List<String> topics) {
        if (topics.stream().map(counts::get).distinct().count() > 1) {
            Map<String, Integer> found = new TreeMap<>();
            topics.forEach(topic -> found.put(topic, counts.get(topic)));
            throw new TopologyException(
                    "Topics that are read together must have the same number of partitions: " + found);
        }
    }
}
