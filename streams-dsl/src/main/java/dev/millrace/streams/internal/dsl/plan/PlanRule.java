package dev.millrace.streams.internal.dsl.plan;

/** Rewrites a plan into one with the same results. Implementations are <i>immutable.</i> */
@FunctionalInterface
public interface PlanRule {
    /** The plan to go on with; {@code plan} itself if there is nothing to do. */
    Plan apply(Plan plan);
}
