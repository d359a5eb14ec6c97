package dev.millrace.streams.internal.dsl.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.state.StoreBuilder;

/**
 * A program, complete: parents come before children. <i>Immutable</i>, but for the numbers, which rules may take.
 */
public final class Plan {
    /**
     * Where records of several nodes meet.
     *
     * @param copartitioned names of nodes whose sources need equally many partitions
     * @param joins joins of streams
     */
    record Meetings(List<List<String>> copartitioned, List<JoinedSides> joins) {
        Meetings {
            copartitioned = List.copyOf(copartitioned);
            joins = List.copyOf(joins);
        }
    }

    private final List<PlanNode> nodes;
    private final List<StoreBuilder<?>> stores;
    private final Meetings meetings;
    private final NodeNames names;
    private final Map<String, PlanNode> byName = new HashMap<>();

    Plan(List<PlanNode> nodes, List<StoreBuilder<?>> stores, Meetings meetings, NodeNames names) {
        this.nodes = List.copyOf(nodes);
        this.stores = List.copyOf(stores);
        this.meetings = meetings;
        this.names = names;
        for (PlanNode node : nodes) {
            if (byName.put(node.name(), node) != null) {
                throw new TopologyException("Processor " + firstPartOf(node) + " is already added.");
            }
        }
    }

    private static String firstPartOf(PlanNode node) {
        return node instanceof PlannedRepartition repartition
                ? repartition.names().first()
                : node.name();
    }

    /** The nodes, in the order in which they were written. */
    public List<PlanNode> nodes() {
        return nodes;
    }

    /** Stores that the program added itself. */
    public List<StoreBuilder<?>> stores() {
        return stores;
    }

    List<JoinedSides> joins() {
        return meetings.joins();
    }

    /** The sources of records that meet, one set for each place where they do. */
    public List<Set<String>> copartitionedSources() {
        return meetings.copartitioned().stream()
                .map(meeting -> meeting.stream()
                        .filter(byName::containsKey)
                        .flatMap(name -> sourcesOf(byName.get(name)))
                        .collect(Collectors.toUnmodifiableSet()))
                .toList();
    }

    private Stream<String> sourcesOf(PlanNode node) {
        return node instanceof PlannedSource || node instanceof PlannedRepartition || node instanceof PlannedPassage
                ? Stream.of(nameOf(node.name()))
                : parentsOf(node).stream().flatMap(this::sourcesOf);
    }

    /** The same with every rule of {@code rules} applied, one after the other. */
    public Plan rewritten(List<PlanRule> rules) {
        Plan plan = this;
        for (PlanRule rule : rules) {
            plan = rule.apply(plan);
        }
        return plan;
    }

    /** What gave out the names that the program did not. */
    public NodeNames names() {
        return names;
    }

    /** Whether the changes that {@code node} gets are of a table with versions. */
    public boolean versionedAbove(PlanNode node) {
        return parentsOf(node).stream().anyMatch(this::versioned);
    }

    /** The next store above decides, or the next place where the program said how a store would be. */
    private boolean versioned(PlanNode node) {
        if (node instanceof PlannedTableStep table) {
            if (table.store() != null) {
                return table.store().versioned();
            }
            if (table.onDemand().endsVersions()) {
                return false;
            }
        }
        return versionedAbove(node);
    }

    /** Whether records without key go through {@code repartition}: if any step below knows what to do with them. */
    public boolean keepsNullKeys(PlannedRepartition repartition) {
        return someBelowTakesNullKeys(repartition.name());
    }

    private boolean someBelowTakesNullKeys(String name) {
        return childrenOf(name).stream()
                .anyMatch(node -> node instanceof PlannedStep step && step.takesNullKeys()
                        || someBelowTakesNullKeys(node.name()));
    }

    /** The name, in the topology, of the node that the plan knows by {@code place}. */
    public String nameOf(String place) {
        return byName.get(place) instanceof PlannedRepartition repartition
                ? repartition.names().source()
                : place;
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
        return new Plan(newNodes, stores, meetings, names);
    }

    Plan with(UnaryOperator<PlanNode> change) {
        return with(nodes.stream().map(change).toList());
    }
}
