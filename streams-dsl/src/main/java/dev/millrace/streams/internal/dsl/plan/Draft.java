package dev.millrace.streams.internal.dsl.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.state.StoreBuilder;

/** A program while it is written. <i>Confined to the thread that writes it.</i> */
public final class Draft {
    private final NodeNames names = new NodeNames();
    private final PlannedTables tables = new PlannedTables();
    private final List<PlanNode> nodes = new ArrayList<>();
    private final List<StoreBuilder<?>> stores = new ArrayList<>();
    private final List<JoinedSides> joins = new ArrayList<>();
    private final List<List<String>> copartitioned = new ArrayList<>();
    private boolean ownProcessorsChangeRecords;

    /**
     * From here on, processors of the program's own count as steps that may change keys or values when repartitionings
     * are merged. Kafka Streams 4.3 does so only on request, so a program keeps the topics it has.
     */
    public void ownProcessorsChangeRecords() {
        ownProcessorsChangeRecords = true;
    }

    /** What a step may do that is a processor of the program's own. */
    public PlannedStep.Effect effectOfOwnProcessor(boolean mayChangeKeys) {
        if (!ownProcessorsChangeRecords) {
            return PlannedStep.Effect.NONE;
        }
        return mayChangeKeys ? PlannedStep.Effect.KEYS : PlannedStep.Effect.VALUES;
    }

    /** Gives out names and numbers. */
    public NodeNames names() {
        return names;
    }

    /** The tables among what is written. */
    public PlannedTables tables() {
        return tables;
    }

    /** Adds a node; its parents must be there. */
    public void add(PlanNode node) {
        nodes.add(node);
        if (node instanceof PlannedTableStep table) {
            tables.add(table);
        }
    }

    /** The node of that name as it is now; null if there is none. */
    public @Nullable PlanNode node(String name) {
        for (PlanNode node : nodes) {
            if (node.name().equals(name)) {
                return node instanceof PlannedTableStep table ? tables.latest(table) : node;
            }
        }
        return null;
    }

    /** Adds a store that processors of the program's own use. */
    public void addStore(StoreBuilder<?> store) {
        stores.add(store);
    }

    /** Says how a join of streams can be done in one step, should both be the same. */
    public void addJoin(JoinedSides sides) {
        joins.add(sides);
    }

    /** Says that records of these nodes meet, so that the topics they come from need equally many partitions. */
    public void copartition(List<String> nodeNames) {
        copartitioned.add(List.copyOf(nodeNames));
    }

    /**
     * What is written so far.
     *
     * @throws dev.millrace.streams.errors.TopologyException if two nodes have the same name
     */
    public Plan plan() {
        return plan(nodes);
    }

    /**
     * The same, where a repartitioning that repeats an earlier one of the same records under the same name is that one.
     *
     * @throws dev.millrace.streams.errors.TopologyException if other nodes have the same name
     */
    public Plan planWithoutRepeats() {
        Map<List<Object>, PlanNode> first = new LinkedHashMap<>();
        List<PlannedRepartition> repeats = new ArrayList<>();
        for (PlanNode node : nodes) {
            if (!(node instanceof PlannedRepartition repartition)) {
                // It is itself only, so that a clash of names is seen later.
                first.put(List.of(node), node);
            } else if (first.putIfAbsent(List.of(node.name(), node.parents()), node) != null) {
                repeats.add(repartition);
            }
        }
        Plan plan = plan(List.copyOf(first.values()));
        for (PlannedRepartition repeat : repeats) {
            if (MergeRepartitions.onlyCause(plan, repeat) == null) {
                throw new TopologyException(
                        "The repartitioning " + repeat.names().topic() + " is there twice, and cannot be merged:"
                                + " give one of both operations another name");
            }
        }
        return plan;
    }

    private Plan plan(List<PlanNode> written) {
        List<PlanNode> latest = written.stream()
                .map(node -> node instanceof PlannedTableStep table ? tables.latest(table) : node)
                .toList();
        return new Plan(latest, stores, new Plan.Meetings(copartitioned, joins), names.copy());
    }
}
