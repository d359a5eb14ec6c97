package dev.millrace.streams.internal.dsl.plan;

/**
 * A join of streams that one step could do if both sides are one stream: every record has a partner then.
 * <i>Immutable.</i>
 *
 * @param keepLeft name of the step that keeps the left side
 * @param spared names of the steps that are not needed then
 * @param single stands in for the step where results meet
 */
public record JoinedSides(String keepLeft, Spared spared, PlannedStep single) {
    /**
     * Steps for two streams.
     *
     * @param keepRight keeps the right side
     * @param joinLeft joins the left side
     * @param joinRight joins the right side
     */
    public record Spared(String keepRight, String joinLeft, String joinRight) {
        boolean contains(PlanNode node) {
            return node.name().equals(keepRight)
                    || node.name().equals(joinLeft)
                    || node.name().equals(joinRight);
        }
    }
}
