package dev.millrace.streams.internal.dsl.plan;

import java.util.List;

/**
 * Keeps a stream that is joined with itself once, and joins it in one step. The results are the same, in the same
 * order. Switched by {@code topology.optimization=single.store.self.join}.
 */
public final class ShareJoinStores implements PlanRule {
    @Override
    public Plan apply(Plan plan) {
        Plan rewritten = plan;
        for (JoinedSides sides : plan.joins()) {
            PlanNode left = plan.node(sides.keepLeft());
            PlanNode right = plan.node(sides.spared().keepRight());
            if (left.parents().equals(right.parents())) {
                rewritten = shared(rewritten, sides);
            }
        }
        return rewritten;
    }

    private static Plan shared(Plan plan, JoinedSides sides) {
        List<PlanNode> nodes = plan.nodes().stream()
                .filter(node -> !sides.spared().contains(node))
                .map(node -> node.name().equals(sides.single().name()) ? sides.single() : node)
                .toList();
        return plan.with(nodes);
    }
}
