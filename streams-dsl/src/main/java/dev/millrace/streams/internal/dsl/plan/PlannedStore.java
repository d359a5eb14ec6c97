package dev.millrace.streams.internal.dsl.plan;

import java.util.Map;

/** A store of a step that is no table: built when the plan is compiled. Implementations are <i>immutable.</i> */
public sealed interface PlannedStore
        permits PlannedJoinWindow, PlannedWaitingRoom, PlannedGraceRoom, PlannedSubscriptions {
    /** Name of the store. */
    String name();

    /** Whether it has a changelog. */
    boolean logging();

    /** Configuration of the changelog topic. */
    Map<String, String> topicConfig();
}
