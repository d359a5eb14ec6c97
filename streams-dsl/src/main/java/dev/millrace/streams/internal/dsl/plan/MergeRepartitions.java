package dev.millrace.streams.internal.dsl.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;

/**
 * Repartitions once after keys changed, however many groupings follow: all repartitionings below a step that changes
 * keys give way to one right behind it, named as the first of them. Where several streams with new keys were merged, it
 * goes behind the merge. A repartitioning stays where it is if values change on the way to it, since the formats it was
 * given fit the later values only. Switched by {@code topology.optimization=merge.repartition.topics}.
 */
public final class MergeRepartitions implements PlanRule {
    @Override
    public Plan apply(Plan plan) {
        Map<String, List<PlannedRepartition>> byAnchor = byChangeOfKeys(plan);
        moveBelowMerges(plan, byAnchor);
        Plan rewritten = plan;
        for (Map.Entry<String, List<PlannedRepartition>> below : byAnchor.entrySet()) {
            if (!below.getValue().isEmpty()) {
                rewritten = merged(rewritten, below.getKey(), below.getValue());
            }
        }
        return rewritten;
    }

    /** The nodes that change keys, each with the repartitionings that only it makes necessary. */
    private static Map<String, List<PlannedRepartition>> byChangeOfKeys(Plan plan) {
        Map<String, List<PlannedRepartition>> byAnchor = new LinkedHashMap<>();
        for (PlanNode node : plan.nodes()) {
            if (has(node, Effect.KEYS)) {
                byAnchor.put(node.name(), new ArrayList<>());
            } else if (node instanceof PlannedRepartition candidate) {
                PlanNode cause = onlyCause(plan, candidate);
                if (cause != null) {
                    byAnchor.get(cause.name()).add(candidate);
                }
            }
        }
        return byAnchor;
    }

    /** The change of keys that alone makes {@code candidate} necessary; null if there is no such one. */
    static @Nullable PlanNode onlyCause(Plan plan, PlannedRepartition candidate) {
        if (candidate.onRequest()) {
            return null;
        }
        PlanNode changesKeys = nearest(plan, candidate, above -> has(above, Effect.KEYS));
        PlanNode changesAnything =
                nearest(plan, candidate, above -> has(above, Effect.KEYS) || has(above, Effect.VALUES));
        return changesKeys == changesAnything ? changesKeys : null;
    }

    /** Where all that a change of keys makes necessary is below a merge, one repartitioning after the merge will do. */
    private static void moveBelowMerges(Plan plan, Map<String, List<PlannedRepartition>> byAnchor) {
        Map<String, List<PlannedRepartition>> byMerge = new LinkedHashMap<>();
        Set<String> moved = new HashSet<>();
        for (PlanNode merge : plan.nodes()) {
            if (has(merge, Effect.MERGE)) {
                List<PlannedRepartition> below = new ArrayList<>();
                byAnchor.forEach((name, candidates) -> {
                    if (isAbove(plan, merge, plan.node(name))
                            && candidates.stream().allMatch(candidate -> isAbove(plan, candidate, merge))) {
                        candidates.stream()
                                .filter(candidate -> !below.contains(candidate))
                                .forEach(below::add);
                        moved.add(name);
                    }
                });
                byMerge.put(merge.name(), below);
            }
        }
        byAnchor.keySet().removeAll(moved);
        byAnchor.putAll(byMerge);
    }

    private static Plan merged(Plan plan, String anchor, List<PlannedRepartition> below) {
        PlannedRepartition first = below.get(0);
        PlannedRepartition single = new PlannedRepartition(
                RepartitionNames.of(first.names().topic(), plan.names()),
                List.of(anchor),
                firstSerde(below, PlannedRepartition::keySerde),
                firstSerde(below, PlannedRepartition::valueSerde),
                null,
                OptionalInt.empty(),
                false);
        Plan rewritten = plan;
        for (PlannedRepartition former : below) {
            PlannedRepartition latest = (PlannedRepartition) rewritten.node(former.name());
            rewritten = movedBehind(rewritten, anchor, single.name(), latest);
        }
        List<PlanNode> nodes = new ArrayList<>(rewritten.nodes());
        nodes.add(nodes.indexOf(rewritten.node(anchor)) + 1, single);
        return rewritten.with(nodes);
    }

    /**
     * Hangs the path from {@code anchor} to {@code former} below {@code single}, and takes {@code former} out of it.
     */
    private static Plan movedBehind(Plan plan, String anchor, String single, PlannedRepartition former) {
        PlanNode begin = beginOfPath(plan, anchor, former);
        List<String> parents = begin == former ? replaced(former, anchor, List.of(single)) : former.parents();
        List<PlanNode> rest = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            // The name of the one that goes may be that of the one that comes.
            PlanNode without = node.parents().contains(former.name())
                    ? node.withParents(replaced(node, former.name(), parents))
                    : node;
            if (node == begin && node != former) {
                rest.add(without.withParents(replaced(without, anchor, List.of(single))));
            } else if (node != former) {
                rest.add(without);
            }
        }
        return plan.with(rest);
    }

    /**
     * The child of {@code anchor} through which {@code end} is reached; null if an earlier path took it along, which
     * Kafka Streams does not provide for.
     */
    private static @Nullable PlanNode beginOfPath(Plan plan, String anchor, PlanNode end) {
        return end.parents().contains(anchor)
                ? end
                : nearest(plan, end, node -> node.parents().contains(anchor));
    }

    /** New parents come last, as in Kafka Streams, where descriptions show it. */
    private static List<String> replaced(PlanNode node, String parent, List<String> instead) {
        return Stream.concat(node.parents().stream().filter(name -> !name.equals(parent)), instead.stream())
                .distinct()
                .toList();
    }

    private static @Nullable PlanNode nearest(Plan plan, PlanNode from, Predicate<PlanNode> wanted) {
        PlanNode found = null;
        for (PlanNode parent : plan.parentsOf(from)) {
            if (parent == null) {
                // The one repartitioning, which has no place in the plan yet.
                continue;
            }
            if (wanted.test(parent)) {
                return parent;
            }
            found = nearest(plan, parent, wanted);
        }
        return found;
    }

    private static boolean isAbove(Plan plan, PlanNode lower, PlanNode upper) {
        return nearest(plan, lower, node -> node == upper) != null;
    }

    private static boolean has(PlanNode node, Effect effect) {
        return node instanceof PlannedStep step && step.effect() == effect;
    }

    private static @Nullable Serde<?> firstSerde(
            List<PlannedRepartition> repartitions, Function<PlannedRepartition, @Nullable Serde<?>> serde) {
        return repartitions.stream()
                .map(serde)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
