package dev.millrace.streams.internal.topology;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits nodes into sub-topologies: nodes belong together if one forwards to the other or both use a store.
 *
 * <p>Numbers are those Kafka Streams gives: in the order in which the source nodes were added, of which every group has
 * one. Union-find with path halving. <i>Confined to the thread that builds.</i>
 */
final class NodeGroups {
    private final Map<String, String> towardsRoot = new HashMap<>();

    private NodeGroups() {}

    /** The groups, in the order of their numbers; each has its nodes in the order given. */
    static List<Set<String>> of(Collection<NodeSpec> nodes, Collection<Set<String>> usersOfStores) {
        NodeGroups groups = new NodeGroups();
        nodes.forEach(node -> node.parents().forEach(parent -> groups.unite(parent, node.name())));
        for (Set<String> users : usersOfStores) {
            users.forEach(user -> groups.unite(users.iterator().next(), user));
        }
        return groups.numbered(nodes);
    }

    private List<Set<String>> numbered(Collection<NodeSpec> nodes) {
        Map<String, Set<String>> byRoot = new LinkedHashMap<>();
        for (NodeSpec node : nodes) {
            if (node instanceof SourceSpec) {
                byRoot.computeIfAbsent(root(node.name()), root -> new LinkedHashSet<>());
            }
        }
        nodes.forEach(node -> byRoot.get(root(node.name())).add(node.name()));
        return List.copyOf(byRoot.values());
    }

    private void unite(String one, String other) {
        towardsRoot.put(root(one), root(other));
    }

    private String root(String name) {
        String node = name;
        String parent = towardsRoot.getOrDefault(node, node);
        while (!parent.equals(node)) {
            String grandparent = towardsRoot.getOrDefault(parent, parent);
            towardsRoot.put(node, grandparent);
            node = grandparent;
            parent = towardsRoot.getOrDefault(node, node);
        }
        return node;
    }
}
