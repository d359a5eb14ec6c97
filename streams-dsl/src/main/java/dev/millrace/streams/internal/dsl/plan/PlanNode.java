package dev.millrace.streams.internal.dsl.plan;

import java.util.List;

/** One thing that a program does. Implementations are <i>immutable.</i> */
public sealed interface PlanNode
        permits PlannedSource,
                PlannedStep,
                PlannedTableStep,
                PlannedRepartition,
                PlannedPassage,
                PlannedGlobalStore,
                PlannedGlobalTable,
                PlannedSink {
    /** Name that those who follow know it by. */
    String name();

    /** Names of the nodes whose records it takes, in the order given; empty for sources. */
    List<String> parents();

    /** The same under other parents. */
    PlanNode withParents(List<String> newParents);
}
