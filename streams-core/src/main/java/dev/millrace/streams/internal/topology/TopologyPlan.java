package dev.millrace.streams.internal.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.millrace.streams.state.StoreBuilder;

/**
 * A finished topology under a configuration: what tasks are made from. <i>Immutable.</i>
 *
 * @param subtopologies those that run as tasks; a number is an index into {@code describe()}, not into this list
 * @param globalStores stores that every instance fills whole, in the order in which they were added
 */
public record TopologyPlan(List<Subtopology> subtopologies, List<GlobalStoreSpec> globalStores) {
    /** Keeps copies. */
    public TopologyPlan {
        subtopologies = List.copyOf(subtopologies);
        globalStores = List.copyOf(globalStores);
    }

    /** Every topic read by name, in any sub-topology. */
    public Set<String> sourceTopics() {
        return subtopologies.stream()
                .flatMap(subtopology -> subtopology.allSourceTopics().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One pattern for everything that is read, or empty if all topics are listed: a consumer has one subscription, so
     * listed names become part of it.
     */
    public Optional<Pattern> sourcePattern() {
        List<String> patterns = subtopologies.stream()
                .flatMap(subtopology -> subtopology.nodes().stream())
                .filter(SourceSpec.class::isInstance)
                .map(node -> ((SourceSpec) node).pattern())
                .filter(pattern -> pattern != null)
                .map(Pattern::pattern)
                .toList();
        if (patterns.isEmpty()) {
            return Optional.empty();
        }
        String names = sourceTopics().stream().sorted().map(Pattern::quote).collect(Collectors.joining("|"));
        String joined = String.join("|", patterns);
        return Optional.of(Pattern.compile(names.isEmpty() ? joined : names + "|" + joined));
    }

    /** The same nodes as one sub-topology, number 0: what a test runs as a single task. */
    public TopologyPlan asOne() {
        return subtopologies.isEmpty()
                ? this
                : new TopologyPlan(List.of(Subtopology.merge(subtopologies)), globalStores);
    }

    /** Builders of all stores, global ones too. */
    public List<StoreBuilder<?>> storeBuilders() {
        List<StoreBuilder<?>> builders = new ArrayList<>();
        subtopologies.forEach(subtopology -> subtopology.stores().forEach(store -> builders.add(store.builder())));
        globalStores.forEach(global -> builders.add(global.builder()));
        return builders;
    }

    /** The sub-topology of that number. */
    public Subtopology subtopology(int number) {
        return subtopologies.stream()
                .filter(subtopology -> subtopology.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No sub-topology has number " + number));
    }
}
