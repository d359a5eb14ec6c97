package dev.millrace.streams.internal.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.millrace.streams.TopologyDescription;

/**
 * Describes a topology: links the nodes, orders them as Kafka Streams does, numbers the sub-topologies.
 *
 * <p>Neighbours of a node are printed in the order that Kafka Streams' sorted sets give them, and those are filled while
 * the sizes they sort by still grow. So nodes are linked here in the same order as there: that of a hash map of names.
 */
final class Describer {
    private final Map<String, NodeSpec> specs;
    private final Map<String, Set<String>> usersOfStores;

    private Describer(Map<String, NodeSpec> specs, Map<String, Set<String>> usersOfStores) {
        this.specs = specs;
        this.usersOfStores = usersOfStores;
    }

    static TopologyDescription describe(
            List<Set<String>> groups, Map<String, NodeSpec> specs, Map<String, Set<String>> usersOfStores) {
        Describer describer = new Describer(specs, usersOfStores);
        List<DescribedSubtopology> subtopologies = new ArrayList<>();
        for (int number = 0; number < groups.size(); number++) {
            subtopologies.add(new DescribedSubtopology(number, describer.nodes(groups.get(number))));
        }
        return new DescribedTopology(subtopologies);
    }

    private Set<TopologyDescription.Node> nodes(Set<String> names) {
        Map<String, DescribedNode> inHashOrder = new HashMap<>();
        names.forEach(name -> inHashOrder.put(name, node(specs.get(name))));
        inHashOrder.forEach((name, node) ->
                specs.get(name).parents().forEach(parent -> DescribedNode.link(inHashOrder.get(parent), node)));
        Set<TopologyDescription.Node> sorted = new TreeSet<>(DescribedNode.LARGEST_FIRST);
        sorted.addAll(inHashOrder.values());
        return sorted;
    }

    private DescribedNode node(NodeSpec spec) {
        if (spec instanceof SourceSpec source) {
            return new DescribedNode.Source(source);
        }
        if (spec instanceof SinkSpec sink) {
            return new DescribedNode.Sink(sink);
        }
        Set<String> stores = new TreeSet<>();
        usersOfStores.forEach((store, users) -> {
            if (users.contains(spec.name())) {
                stores.add(store);
            }
        });
        return new DescribedNode.Processor(spec.name(), stores);
    }
}
