package dev.millrace.broker.streamsgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

import dev.millrace.broker.membership.TopicSight;

/**
 * Holds a topology against the topics that there are: which inputs it has, how many tasks, which topics to make.
 *
 * <p>The steps are those that Kafka Streams takes in its own leader: patterns are resolved, repartition topics get as
 * many partitions as the widest input of who writes them, co-partitioned ones are levelled, and a subtopology has as
 * many tasks, and its changelogs as many partitions, as its widest input.
 *
 * <p>Used once, on one thread.
 */
final class TopologyResolver {
    private final StreamsTopology topology;
    private final TopicSight sight;
    private final SortedMap<String, SortedSet<String>> sources = new TreeMap<>();

    TopologyResolver(StreamsTopology topology, TopicSight sight) {
        this.topology = topology;
        this.sight = sight;
    }

    /** Returns what came out; an obstacle is part of it. */
    ResolvedTopology resolve() {
        long version = sight.version();
        SortedSet<String> missing = findSources();
        if (!missing.isEmpty()) {
            return ResolvedTopology.blocked(
                    version, GroupStatus.Code.MISSING_SOURCE_TOPICS, "Source topics " + missing + " are missing.");
        }
        try {
            return resolve(version);
        } catch (WrongPartitions e) {
            return ResolvedTopology.blocked(version, GroupStatus.Code.INCORRECTLY_PARTITIONED_TOPICS, e.getMessage());
        }
    }

    private SortedSet<String> findSources() {
        SortedSet<String> missing = new TreeSet<>();
        for (StreamsSubtopology part : topology.subtopologies()) {
            SortedSet<String> found = new TreeSet<>(part.sources());
            part.sources().stream()
                    .filter(topic -> sight.partitions(topic) == 0)
                    .forEach(missing::add);
            for (String pattern : part.patterns()) {
                var matching = sight.matching(pattern);
                found.addAll(matching);
                if (matching.isEmpty()) {
                    missing.add(pattern);
                }
            }
            sources.put(part.id(), found);
        }
        return missing;
    }

    private ResolvedTopology resolve(long version) throws WrongPartitions {
        var counts = new PartitionTally(topology, sources, sight);
        counts.countRepartitionTopics();
        counts.levelCopartitions();
        SortedMap<String, ResolvedTopology.Part> parts = new TreeMap<>();
        List<DemandedTopic> missing = new ArrayList<>();
        for (StreamsSubtopology part : topology.subtopologies()) {
            int tasks = counts.tasks(part);
            List<DemandedTopic> repartition = counted(part.repartitionSources(), counts::of);
            List<DemandedTopic> changelogs =
                    counted(part.changelogs(), topic -> topic.partitions() > 0 ? topic.partitions() : tasks);
            hold(repartition, missing);
            hold(changelogs, missing);
            parts.put(part.id(), new ResolvedTopology.Part(tasks, sources.get(part.id()), repartition, changelogs));
        }
        return new ResolvedTopology(version, parts, missing, null);
    }

    private static List<DemandedTopic> counted(List<DemandedTopic> topics, ToIntFunction<DemandedTopic> count) {
        return topics.stream()
                .map(topic -> topic.withPartitions(count.applyAsInt(topic)))
                .toList();
    }

    /** Sorts out which topics are missing; those that are there must have the right number of partitions. */
    private void hold(List<DemandedTopic> topics, List<DemandedTopic> missing) throws WrongPartitions {
        for (DemandedTopic topic : topics) {
            int found = sight.partitions(topic.name());
            if (found == 0) {
                missing.add(topic);
            } else if (found != topic.partitions()) {
                throw new WrongPartitions("Existing topic " + topic.name() + " has " + found + " partitions, but "
                        + topic.partitions() + " are needed.");
            }
        }
    }
}
