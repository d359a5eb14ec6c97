package dev.millrace.streams.internal.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Nodes that exchange records in memory: what one task runs for one partition. Topic names have the application's
 * prefix
 * where they are internal. <i>Immutable.</i>
 *
 * @param number its number, as in {@code describe()}
 * @param nodes parents before children, otherwise in the order in which they were added
 * @param stores stores its processors use, in the order in which they were added
 * @param sourceTopics topics it reads, internal ones too, by source node
 * @param pattern matches the names of further topics it reads
 * @param sinkTopics internal topics it writes, read by other sub-topologies
 * @param repartitionTopics internal topics it reads, by name
 * @param changelogTopics internal topics of its logged stores, by name
 * @param copartitioned groups of topics it reads that must have equally many partitions
 */
public record Subtopology(
        int number,
        List<NodeSpec> nodes,
        List<StoreSpec> stores,
        Map<String, List<String>> sourceTopics,
        Optional<Pattern> pattern,
        Set<String> sinkTopics,
        Map<String, InternalTopic> repartitionTopics,
        Map<String, InternalTopic> changelogTopics,
        Set<Set<String>> copartitioned) {
    /** Number of what fills global stores, which is no sub-topology with tasks. */
    private static final int GLOBAL = -1;

    /** Keeps copies. */
    public Subtopology {
        nodes = List.copyOf(nodes);
        stores = List.copyOf(stores);
        sourceTopics = Map.copyOf(sourceTopics);
        sinkTopics = Set.copyOf(sinkTopics);
        repartitionTopics = Map.copyOf(repartitionTopics);
        changelogTopics = Map.copyOf(changelogTopics);
        copartitioned = Set.copyOf(copartitioned);
    }

    /** The nodes that fill {@code globals}, as one part under number -1, which no task has. */
    public static Subtopology filling(List<GlobalStoreSpec> globals) {
        List<NodeSpec> nodes = new ArrayList<>();
        List<StoreSpec> stores = new ArrayList<>();
        Map<String, List<String>> sources = new HashMap<>();
        for (GlobalStoreSpec global : globals) {
            nodes.add(global.source());
            nodes.add(global.processor());
            stores.add(new StoreSpec(global.builder(), Set.of(global.processor().name()), null, false));
            sources.put(global.source().name(), global.source().topics());
        }
        return new Subtopology(
                GLOBAL, nodes, stores, sources, Optional.empty(), Set.of(), Map.of(), Map.of(), Set.of());
    }

    /** All of {@code parts} in one, under number 0. */
    static Subtopology merge(List<Subtopology> parts) {
        Map<String, List<String>> sources = new HashMap<>();
        Map<String, InternalTopic> repartitions = new HashMap<>();
        Map<String, InternalTopic> changelogs = new HashMap<>();
        parts.forEach(part -> {
            sources.putAll(part.sourceTopics);
            repartitions.putAll(part.repartitionTopics);
            changelogs.putAll(part.changelogTopics);
        });
        String patterns = parts.stream()
                .flatMap(part -> part.pattern.stream())
                .map(Pattern::pattern)
                .collect(Collectors.joining("|"));
        return new Subtopology(
                0,
                parts.stream().flatMap(part -> part.nodes.stream()).toList(),
                parts.stream().flatMap(part -> part.stores.stream()).toList(),
                sources,
                patterns.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(patterns)),
                parts.stream().flatMap(part -> part.sinkTopics.stream()).collect(Collectors.toSet()),
                repartitions,
                changelogs,
                parts.stream().flatMap(part -> part.copartitioned.stream()).collect(Collectors.toSet()));
    }

    /** All topics it reads by name. */
    public Set<String> allSourceTopics() {
        return sourceTopics.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
    }
}
