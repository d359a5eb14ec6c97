package dev.millrace.streams.internal.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.millrace.streams.TopologyDescription;

/** Describes a topology: links the nodes, orders them as Kafka Streams does, numbers the sub-topologies. */
final class Describer {
    private final Map<String, NodeSpec> specs;
    private final Map<String, Set<String>> usersOfStores;
    private final Map<String, DescribedNode> described = new HashMap<>();

    private Describer(Map<String, NodeSpec> specs, Map<String, Set<String>> usersOfStores) {
        this.specs = specs;
        this.usersOfStores = usersOfStores;
    }

    static TopologyDescription describe(
            List<Set<String>> groups, Map<String, NodeSpec> specs, Map<String, Set<String>> usersOfStores) {
        Describer describer = new Describer(specs, usersOfStores);
        describer.linkNodes();
        List<DescribedSubtopology> subtopologies = new ArrayList<>();
        for (int number = 0; number < groups.size(); number++) {
            Set<TopologyDescription.Node> nodes = new TreeSet<>(DescribedNode.LARGEST_FIRST);
            groups.get(number).forEach(name -> nodes.add(describer.described.get(name)));
            subtopologies.add(new DescribedSubtopology(number, nodes));
        }
        return new DescribedTopology(subtopologies);
    }

    /** Children come after their parents in {@link #specs}, so sizes are final when nodes are put into sorted sets. */
    private void linkNodes() {
        List<NodeSpec> parentsFirst = List.copyOf(specs.values());
        parentsFirst.forEach(spec -> described.put(spec.name(), node(spec)));
        for (int index = parentsFirst.size() - 1; index >= 0; index--) {
            DescribedNode child = described.get(parentsFirst.get(index).name());
            parentsFirst.get(index).parents().forEach(parent -> described
                    .get(parent)
                    .addDescendants(child));
        }
        for (NodeSpec spec : parentsFirst) {
            spec.parents().forEach(parent -> DescribedNode.link(described.get(parent), described.get(spec.name())));
        }
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
