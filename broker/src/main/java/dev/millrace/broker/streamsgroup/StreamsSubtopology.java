package dev.millrace.broker.streamsgroup;

import java.util.List;
import java.util.Set;

/**
 * One connected part of an application's topology, as its members describe it (KIP-1071).
 *
 * <p>Immutable. Lists keep the order of the request, since the co-partition groups count in them.
 *
 * @param id names it
 * @param sources topics of the user that it reads
 * @param patterns regular expressions of topics that it reads
 * @param repartitionSources repartition topics that it reads
 * @param repartitionSinks names of the repartition topics that it writes
 * @param changelogs the topics that keep its state
 * @param copartitions inputs that must have equally many partitions
 */
public record StreamsSubtopology(
        String id,
        List<String> sources,
        List<String> patterns,
        List<DemandedTopic> repartitionSources,
        Set<String> repartitionSinks,
        List<DemandedTopic> changelogs,
        List<Copartition> copartitions) {
    /** Copies the collections. */
    public StreamsSubtopology {
        sources = List.copyOf(sources);
        patterns = List.copyOf(patterns);
        repartitionSources = List.copyOf(repartitionSources);
        repartitionSinks = Set.copyOf(repartitionSinks);
        changelogs = List.copyOf(changelogs);
        copartitions = List.copyOf(copartitions);
    }

    /** Returns whether its tasks keep state that a copy can be made of. */
    boolean isStateful() {
        return !changelogs.isEmpty();
    }

    /**
     * Inputs of one subtopology that must have equally many partitions, as places in its lists.
     *
     * @param sources places in {@link StreamsSubtopology#sources}
     * @param patterns places in {@link StreamsSubtopology#patterns}
     * @param repartitionSources places in {@link StreamsSubtopology#repartitionSources}
     */
    public record Copartition(List<Integer> sources, List<Integer> patterns, List<Integer> repartitionSources) {
        /** Copies the lists. */
        public Copartition {
            sources = List.copyOf(sources);
            patterns = List.copyOf(patterns);
            repartitionSources = List.copyOf(repartitionSources);
        }
    }
}
