package dev.millrace.broker.streamsgroup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.millrace.broker.membership.TopicSight;

/**
 * How many partitions each input of a topology has, or is to have.
 *
 * <p>Used once, on one thread.
 */
final class PartitionTally {
    private final StreamsTopology topology;
    private final SortedMap<String, SortedSet<String>> sources;
    private final TopicSight sight;
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> fixed = new HashMap<>();

    /** Begins with what is known: the topics of the user, and the repartition topics whose number is given. */
    PartitionTally(StreamsTopology topology, SortedMap<String, SortedSet<String>> sources, TopicSight sight) {
        this.topology = topology;
        this.sources = sources;
        this.sight = sight;
        sources.values().forEach(topics -> topics.forEach(topic -> counts.put(topic, sight.partitions(topic))));
        repartitionTopics().filter(topic -> topic.partitions() > 0).forEach(topic -> {
            counts.put(topic.name(), topic.partitions());
            fixed.put(topic.name(), topic.partitions());
        });
    }

    private Stream<DemandedTopic> repartitionTopics() {
        return topology.subtopologies().stream().flatMap(part -> part.repartitionSources().stream());
    }

    /** Returns the number of a repartition topic, when all are counted. */
    int of(DemandedTopic topic) {
        return counts.getOrDefault(topic.name(), 0);
    }

    /** Returns the number of tasks of a subtopology, when all are counted. */
    int tasks(StreamsSubtopology part) {
        return inputs(part)
                .mapToInt(topic -> counts.getOrDefault(topic, 0))
                .max()
                .orElse(0);
    }

    /**
     * Gives every repartition topic as many partitions as the widest input of its writers.
     *
     * <p>Writers whose inputs are all counted go first. Where the topics feed each other in a circle, what is known
     * decides.
     */
    void countRepartitionTopics() throws WrongPartitions {
        List<String> open = new ArrayList<>(repartitionTopics()
                .map(DemandedTopic::name)
                .filter(name -> !counts.containsKey(name))
                .distinct()
                .toList());
        while (!open.isEmpty()) {
            if (!open.removeIf(topic -> count(topic, true)) && !countOne(open)) {
                throw new WrongPartitions("Nothing says how many partitions the repartition topics "
                        + new TreeSet<>(open) + " are to have.");
            }
        }
    }

    private boolean countOne(List<String> open) {
        for (String topic : open) {
            if (count(topic, false)) {
                open.remove(topic);
                return true;
            }
        }
        return false;
    }

    private boolean count(String topic, boolean onlyIfAllKnown) {
        List<String> feeding = topology.subtopologies().stream()
                .filter(part -> part.repartitionSinks().contains(topic))
                .flatMap(this::inputs)
                .toList();
        if (onlyIfAllKnown && !counts.keySet().containsAll(feeding)) {
            return false;
        }
        int widest = feeding.stream()
                .mapToInt(input -> counts.getOrDefault(input, 0))
                .max()
                .orElse(0);
        if (widest > 0) {
            counts.put(topic, widest);
        }
        return widest > 0;
    }

    private Stream<String> inputs(StreamsSubtopology part) {
        return Stream.concat(
                sources.getOrDefault(part.id(), new TreeSet<>()).stream(),
                part.repartitionSources().stream().map(DemandedTopic::name));
    }

    /** Gives co-partitioned repartition topics the same number, and refuses inputs that cannot have one. */
    void levelCopartitions() throws WrongPartitions {
        for (StreamsSubtopology part : topology.subtopologies()) {
            for (StreamsSubtopology.Copartition group : part.copartitions()) {
                level(part, group);
            }
        }
    }

    private void level(StreamsSubtopology part, StreamsSubtopology.Copartition group) throws WrongPartitions {
        SortedSet<String> given = new TreeSet<>();
        group.sources().forEach(place -> given.add(part.sources().get(place)));
        group.patterns()
                .forEach(place -> given.addAll(sight.matching(part.patterns().get(place))));
        SortedSet<String> made = new TreeSet<>();
        for (int place : group.repartitionSources()) {
            String name = part.repartitionSources().get(place).name();
            (fixed.containsKey(name) ? given : made).add(name);
        }
        int level = (given.isEmpty() ? made : given)
                .stream().mapToInt(topic -> counts.getOrDefault(topic, 0)).max().orElse(0);
        for (String topic : given) {
            if (counts.getOrDefault(topic, 0) != level) {
                throw new WrongPartitions("Topics " + given + " must have the same number of partitions, but " + topic
                        + " has " + counts.get(topic) + " and another has " + level + ".");
            }
        }
        made.forEach(topic -> counts.put(topic, level));
    }
}
