package dev.millrace.streams.internal.dsl.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which tables send the old value along with the new. A table can if it is kept in a store, or is made of one
 * that can. It does if a table below asks for it. <i>Immutable.</i>
 */
public final class OldValues {
    private final Set<String> senders = new HashSet<>();

    /** Decides for {@code plan}. */
    public OldValues(Plan plan) {
        senders.addAll(plan.askedForOldValues());
        List<PlanNode> nodes = plan.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i) instanceof PlannedTableStep table) {
                decide(plan, table);
            }
        }
    }

    /** Whether the table made by {@code node} sends old values. */
    public boolean sentBy(PlannedTableStep node) {
        return senders.contains(node.name());
    }

    /** From the bottom up: when a table's turn comes, the tables below have said what they want. */
    private void decide(Plan plan, PlannedTableStep table) {
        boolean asksAbove = table.wantsOldValues() || senders.contains(table.name()) && table.store() == null;
        for (PlanNode parent : plan.parentsOf(table)) {
            if (asksAbove && parent instanceof PlannedTableStep above && canSend(plan, above)) {
                senders.add(above.name());
                if (table.wantsOldValues()) {
                    senders.add(table.name());
                }
            }
        }
    }

    private static boolean canSend(Plan plan, PlannedTableStep table) {
        return table.store() != null
                || plan.parentsOf(table).stream()
                        .anyMatch(parent -> parent instanceof PlannedTableStep above && canSend(plan, above));
    }
}
