package dev.millrace.streams.internal.dsl.compile;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.internal.dsl.plan.Plan;
import dev.millrace.streams.internal.dsl.plan.PlanNode;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;

/** Compares the partitions that a program wants for topics whose records meet. */
final class EqualPartitions {
    private EqualPartitions() {}

    /**
     * Sees to it that they are equally many. A topic for which none are wanted gets as many as the others have.
     *
     * @throws TopologyException if records would miss each other
     */
    static void requireEqualWhereRecordsMeet(Plan plan) {
        for (Set<String> sources : plan.copartitionedSources()) {
            Map<String, Integer> wanted = new TreeMap<>();
            for (PlanNode node : plan.nodes()) {
                if (node instanceof PlannedRepartition repartition
                        && sources.contains(repartition.names().source())) {
                    repartition
                            .partitions()
                            .ifPresent(count -> wanted.put(repartition.names().topic(), count));
                }
            }
            if (wanted.values().stream().distinct().count() > 1) {
                throw new TopologyException(
                        "Following topics do not have the same number of partitions: [" + wanted + "]");
            }
        }
    }
}
