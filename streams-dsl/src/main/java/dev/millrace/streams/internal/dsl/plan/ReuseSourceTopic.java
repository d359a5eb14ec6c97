package dev.millrace.streams.internal.dsl.plan;

/**
 * Restores the store of a table from the very topic it is read from: the two have the same content, so a changelog
 * would be a copy. Switched by {@code topology.optimization=reuse.ktable.source.topics}.
 */
public final class ReuseSourceTopic implements PlanRule {
    @Override
    public Plan apply(Plan plan) {
        return plan.with(node ->
                node instanceof PlannedTableStep table && readUnchanged(table) ? table.restoringFromSource() : node);
    }

    private static boolean readUnchanged(PlannedTableStep table) {
        return table.store() != null && table.sourceTopic() != null;
    }
}
