package dev.millrace.streams.internal.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.millrace.streams.TopologyDescription;

/** Describes a topology: links the nodes, orders them as Kafka Streams does, numbers the sub-topologies. */
final class Describer {
    private final Map<String, NodeSpec> specs;
    private final Map<String, Set<String>> storesOfProcessors;

    private Describer(Map<String, NodeSpec> specs, Map<String, Set<String>> storesOfProcessors) {
        this.specs = specs;
        this.storesOfProcessors = storesOfProcessors;
    }

    static TopologyDescription describe(
            List<Set<String>> groups,
            Map<String, NodeSpec> specs,
            Map<String, Set<String>> storesOfProcessors,
            Set<String> globalSources) {
        Describer describer = new Describer(specs, storesOfProcessors);
        List<Object> parts = new ArrayList<>();
        for (int number = 0; number < groups.size(); number++) {
            Set<String> group = groups.get(number);
            parts.add(
                    group.stream().anyMatch(globalSources::contains)
                            ? describer.globalStore(number, group)
                            : describer.subtopology(number, group));
        }
        return new DescribedTopology(parts);
    }

    private DescribedSubtopology subtopology(int number, Set<String> group) {
        Set<TopologyDescription.Node> nodes = new TreeSet<>(DescribedNode.LARGEST_FIRST);
        nodes.addAll(linked(group));
        return new DescribedSubtopology(number, nodes);
    }

    /** The group is a source and a processor: nothing else may be added to it. */
    private DescribedGlobalStore globalStore(int number, Set<String> group) {
        Map<Boolean, DescribedNode> nodes = new HashMap<>();
        linked(group).forEach(node -> nodes.put(node instanceof TopologyDescription.Source, node));
        return new DescribedGlobalStore(
                number, (TopologyDescription.Source) nodes.get(true), (TopologyDescription.Processor) nodes.get(false));
    }

    /**
     * The nodes of a group with their neighbours. Kafka Streams goes through them in the order of a hash map and sorts
     * neighbours by the sizes known by then; text that agrees with its text needs the same order, so the kind of map
     * matters here.
     */
    private Collection<DescribedNode> linked(Set<String> group) {
        Map<String, DescribedNode> described = new HashMap<>();
        group.forEach(name -> described.put(name, node(specs.get(name))));
        for (DescribedNode child : described.values()) {
            specs.get(child.name()).parents().forEach(parent -> DescribedNode.link(described.get(parent), child));
        }
        return described.values();
    }

    private DescribedNode node(NodeSpec spec) {
        if (spec instanceof SourceSpec source) {
            return new DescribedNode.Source(source);
        }
        if (spec instanceof SinkSpec sink) {
            return new DescribedNode.Sink(sink);
        }
        // Kafka Streams prints them in the order of a hash set into which they went as they were connected.
        Set<String> stores = new HashSet<>(storesOfProcessors.getOrDefault(spec.name(), Set.of()));
        return new DescribedNode.Processor(spec.name(), stores);
    }
}
