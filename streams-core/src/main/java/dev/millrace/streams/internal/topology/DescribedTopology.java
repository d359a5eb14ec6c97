package dev.millrace.streams.internal.topology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.millrace.streams.TopologyDescription;

/** A description of a whole topology. <i>Immutable.</i> */
record DescribedTopology(List<DescribedSubtopology> inOrder) implements TopologyDescription {
    @Override
    public Set<Subtopology> subtopologies() {
        return new LinkedHashSet<>(inOrder);
    }

    @Override
    public Set<GlobalStore> globalStores() {
        return Set.of();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Topologies:\n ");
        inOrder.forEach(subtopology -> text.append("  ").append(subtopology));
        return text.toString();
    }
}
