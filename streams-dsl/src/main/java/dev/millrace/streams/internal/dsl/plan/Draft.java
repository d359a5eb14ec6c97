package dev.millrace.streams.internal.dsl.plan;

import java.util.ArrayList;
import java.util.List;

import dev.millrace.streams.state.StoreBuilder;

/** A program while it is written. <i>Confined to the thread that writes it.</i> */
public final class Draft {
    private final NodeNames names = new NodeNames();
    private final List<PlanNode> nodes = new ArrayList<>();
    private final List<StoreBuilder<?>> stores = new ArrayList<>();

    /** Gives out names and numbers. */
    public NodeNames names() {
        return names;
    }

    /** Adds a node; its parents must be there. */
    public void add(PlanNode node) {
        nodes.add(node);
    }

    /** Adds a store that processors of the program's own use. */
    public void addStore(StoreBuilder<?> store) {
        stores.add(store);
    }

    /**
     * What is written so far.
     *
     * @throws dev.millrace.streams.errors.TopologyException if two nodes have the same name
     */
    public Plan plan() {
        return new Plan(nodes, stores, names.copy());
    }
}
