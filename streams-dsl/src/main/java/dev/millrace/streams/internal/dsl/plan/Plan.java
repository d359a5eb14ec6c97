package dev.millrace.streams.internal.dsl.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.state.StoreBuilder;

/**
 * A program, complete: parents come before children. <i>Immutable</i>, but for the numbers, which rules may take.
 */
public final class Plan {
    private final List<PlanNode> nodes;
    private final List<StoreBuilder<?>> stores;
    private final NodeNames names;
    private final Set<String> askedForOldValues;
    private final Map<String, PlanNode> byName = new HashMap<>();

    Plan(List<PlanNode> nodes, List<StoreBuilder<?>> stores, NodeNames names, Set<String> askedForOldValues) {
        this.nodes = List.copyOf(nodes);
        this.stores = List.copyOf(stores);
        this.names = names;
        this.askedForOldValues = askedForOldValues;
        for (PlanNode node : nodes) {
            if (byName.put(node.name(), node) != null) {
                throw new TopologyException("Two steps of the program are named " + node.name());
            }
        }
    }

    /** The nodes, in the order in which they were written. */
    public List<PlanNode> nodes() {
        return nodes;
    }

    /** Stores that the program added itself. */
    public List<StoreBuilder<?>> stores() {
        return stores;
    }

    /** The same with every rule of {@code rules} applied, one after the other. */
    public Plan rewritten(List<PlanRule> rules) {
        Plan plan = this;
        for (PlanRule rule : rules) {
            plan = rule.apply(plan);
        }
        return plan;
    }

    Set<String> askedForOldValues() {
        return askedForOldValues;
    }

    NodeNames names() {
        return names;
    }

    PlanNode node(String name) {
        return byName.get(name);
    }

    List<PlanNode> parentsOf(PlanNode node) {
        return node.parents().stream().map(byName::get).toList();
    }

    List<PlanNode> childrenOf(String name) {
        return nodes.stream().filter(node -> node.parents().contains(name)).toList();
    }

    Plan with(List<PlanNode> newNodes) {
        return new Plan(newNodes, stores, names, askedForOldValues);
    }

    Plan with(UnaryOperator<PlanNode> change) {
        return with(nodes.stream().map(change).toList());
    }
}
