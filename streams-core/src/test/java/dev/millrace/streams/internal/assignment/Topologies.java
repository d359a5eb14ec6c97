package dev.millrace.streams.internal.assignment;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Describes the topics of a sub-topology, call by call, for tests. */
final class Topologies {
    private final int number;
    private final Set<String> sources = new HashSet<>();
    private Optional<Pattern> pattern = Optional.empty();
    private final Set<String> sinks = new HashSet<>();
    private final Map<String, OptionalInt> repartitions = new HashMap<>();
    private final Set<String> changelogs = new HashSet<>();
    private final Set<String> sourceChangelogs = new HashSet<>();
    private final Set<Set<String>> copartitioned = new HashSet<>();

    private Topologies(int number) {
        this.number = number;
    }

    static Topologies subtopology(int number) {
        return new Topologies(number);
    }

    Topologies reads(String... topics) {
        sources.addAll(Set.of(topics));
        return this;
    }

    Topologies readsMatching(String regex) {
        pattern = Optional.of(Pattern.compile(regex));
        return this;
    }

    Topologies readsRepartition(String topic) {
        sources.add(topic);
        repartitions.put(topic, OptionalInt.empty());
        return this;
    }

    Topologies readsRepartition(String topic, int partitions) {
        sources.add(topic);
        repartitions.put(topic, OptionalInt.of(partitions));
        return this;
    }

    Topologies writes(String... topics) {
        sinks.addAll(Set.of(topics));
        return this;
    }

    Topologies logs(String... topics) {
        changelogs.addAll(Set.of(topics));
        return this;
    }

    Topologies readsAsChangelog(String topic) {
        sources.add(topic);
        sourceChangelogs.add(topic);
        return this;
    }

    Topologies together(String... topics) {
        copartitioned.add(Set.of(topics));
        return this;
    }

    SubtopologyTopics build() {
        return new SubtopologyTopics(
                number,
                sources,
                pattern,
                sinks,
                repartitions,
                Set.of("store-" + number),
                changelogs,
                sourceChangelogs,
                copartitioned,
                Map.of());
    }
}
