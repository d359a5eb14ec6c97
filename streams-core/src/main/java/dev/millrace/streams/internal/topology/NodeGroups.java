package dev.millrace.streams.internal.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits nodes into sub-topologies: nodes belong together if one forwards to the other or both use a store.
 *
 * <p>Numbers are those Kafka Streams gives: first the groups of the source nodes in the order of their names, then what
 * is left, by name. Union-find with path halving. <i>Confined to the thread that builds.</i>
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
        List<String> order = new ArrayList<>();
        order.addAll(sortedNames(nodes, true));
        order.addAll(sortedNames(nodes, false));
        Map<String, Set<String>> byRoot = new LinkedHashMap<>();
        order.forEach(name -> byRoot.computeIfAbsent(root(name), root -> new LinkedHashSet<>()));
        nodes.forEach(node -> byRoot.get(root(node.name())).add(node.name()));
        return List.copyOf(byRoot.values());
    }

    private static List<String> sortedNames(Collection<NodeSpec> nodes, boolean sources) {
        List<String> names = new ArrayList<>();
        for (NodeSpec node : nodes) {
            if (node instanceof SourceSpec == sources) {
                names.add(node.name());
            }
        }
        Collections.sort(names);
        return names;
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
