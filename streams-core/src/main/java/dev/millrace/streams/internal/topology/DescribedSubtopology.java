package dev.millrace.streams.internal.topology;

import java.util.Set;

import dev.millrace.streams.TopologyDescription;

/** A sub-topology of a description. <i>Immutable.</i> */
record DescribedSubtopology(int id, Set<TopologyDescription.Node> nodes) implements TopologyDescription.Subtopology {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Sub-topology: ").append(id).append('\n');
        nodes.forEach(node -> text.append("    ").append(node).append('\n'));
        return text.append('\n').toString();
    }
}
