package dev.millrace.streams.internal.assignment;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

import dev.millrace.streams.internal.topology.StoreSpec;
import dev.millrace.streams.internal.topology.Subtopology;

/**
 * What the assignor must know of one sub-topology: its topics. <i>Immutable.</i>
 *
 * @param number number of the sub-topology
 * @param sources topics it reads, internal ones too; those that match {@code pattern} come on top
 * @param pattern matches the names of further topics it reads
 * @param sinks internal topics it writes to, read by other sub-topologies
 * @param repartitions internal topics it reads, with the number of partitions the topology asks for, if it does
 * @param stores names of its stores
 * @param changelogs internal topics its stores are logged to
 * @param sourceChangelogs topics it reads that are the changelogs of stores as well
 * @param copartitioned groups of topics it reads that must have equally many partitions
 * @param topicConfigs configurations of {@code repartitions} and {@code changelogs}, by topic
 */
public record SubtopologyTopics(
        int number,
        Set<String> sources,
        Optional<Pattern> pattern,
        Set<String> sinks,
        Map<String, OptionalInt> repartitions,
        Set<String> stores,
        Set<String> changelogs,
        Set<String> sourceChangelogs,
        Set<Set<String>> copartitioned,
        Map<String, Map<String, String>> topicConfigs) {
    /** Keeps copies. */
    public SubtopologyTopics {
        sources = Set.copyOf(sources);
        sinks = Set.copyOf(sinks);
        repartitions = Map.copyOf(repartitions);
        stores = Set.copyOf(stores);
        changelogs = Set.copyOf(changelogs);
        sourceChangelogs = Set.copyOf(sourceChangelogs);
        copartitioned = Set.copyOf(copartitioned);
        topicConfigs = Map.copyOf(topicConfigs);
    }

    /** The topics of {@code subtopology}. */
    public static SubtopologyTopics of(Subtopology subtopology) {
        Map<String, OptionalInt> repartitions = new HashMap<>();
        Map<String, Map<String, String>> configs = new HashMap<>();
        Set<String> stores = new HashSet<>();
        Set<String> sourceChangelogs = new HashSet<>();
        for (StoreSpec store : subtopology.stores()) {
            stores.add(store.name());
            if (store.changelog() != null && !store.ownChangelog()) {
                sourceChangelogs.add(store.changelog());
            }
        }
        subtopology.repartitionTopics().forEach((name, topic) -> repartitions.put(name, topic.partitions()));
        subtopology.repartitionTopics().forEach((name, topic) -> configs.put(name, topic.config()));
        subtopology.changelogTopics().forEach((name, topic) -> configs.put(name, topic.config()));
        return new SubtopologyTopics(
                subtopology.number(),
                subtopology.allSourceTopics(),
                subtopology.pattern(),
                subtopology.sinkTopics(),
                repartitions,
                stores,
                subtopology.changelogTopics().keySet(),
                sourceChangelogs,
                subtopology.copartitioned(),
                configs);
    }

    /** The one of {@code subtopologies} that reads {@code topic}, if one does. */
    public static Optional<SubtopologyTopics> readerOf(String topic, List<SubtopologyTopics> subtopologies) {
        return subtopologies.stream()
                .filter(subtopology -> subtopology.reads(topic))
                .findFirst();
    }

    /** Whether this sub-topology reads {@code topic}. */
    public boolean reads(String topic) {
        return sources.contains(topic) || matches(topic);
    }

    /**
     * The topics whose offsets tell how much of a task's state is somewhere: changelogs that copies follow, or inputs
     * that are changelogs if there are no others.
     */
    public Set<String> measured() {
        return changelogs.isEmpty() ? sourceChangelogs : changelogs;
    }

    /** Whether {@code topic} is one of those read because of their name. */
    boolean matches(String topic) {
        return pattern.isPresent() && pattern.get().matcher(topic).matches();
    }
}
