package dev.millrace.streams.internal.topology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.millrace.streams.TopologyDescription;

/**
 * A description of a whole topology. <i>Immutable.</i>
 *
 * @param inOrder sub-topologies and global stores, by number
 */
record DescribedTopology(List<Object> inOrder) implements TopologyDescription {
    @Override
    public Set<Subtopology> subtopologies() {
        return parts(Subtopology.class);
    }

    @Override
    public Set<GlobalStore> globalStores() {
        return parts(GlobalStore.class);
    }

    private <T> Set<T> parts(Class<T> kind) {
        Set<T> parts = new LinkedHashSet<>();
        inOrder.stream().filter(kind::isInstance).map(kind::cast).forEach(parts::add);
        return parts;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Topologies:\n ");
        inOrder.forEach(part -> text.append("  ").append(part));
        return text.toString();
    }
}
