package dev.millrace.streams.internal.dsl.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.millrace.streams.errors.TopologyException;

/**
 * Reads a topic once, however often the program mentions it: the first source serves all. Always applied, since a topic
 * can have one source only.
 */
public final class MergeSources implements PlanRule {
    @Override
    public Plan apply(Plan plan) {
        Map<Object, PlannedSource> first = new HashMap<>();
        Map<String, String> replaced = new HashMap<>();
        List<PlanNode> kept = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            if (node instanceof PlannedSource source) {
                PlannedSource same = sameTopics(source, first);
                if (same != null) {
                    checkReset(same, source);
                    replaced.put(source.name(), same.name());
                    continue;
                }
                keys(source).forEach(key -> first.put(key, source));
            }
            kept.add(node.parents().isEmpty() ? node : node.withParents(renamed(node.parents(), replaced)));
        }
        return replaced.isEmpty() ? plan : plan.with(kept);
    }

    private static PlannedSource sameTopics(PlannedSource source, Map<Object, PlannedSource> first) {
        Set<?> keys = keys(source);
        for (Object key : keys) {
            PlannedSource other = first.get(key);
            if (other != null && !keys(other).equals(keys)) {
                throw new TopologyException("Two sources read topic " + key + ", but not the same topics: "
                        + other.name() + " reads " + other.topics() + ", " + source.name() + " reads "
                        + source.topics());
            }
            if (other != null) {
                return other;
            }
        }
        return null;
    }

    /** What must be the same: the topics in any order, or text and flags of the pattern. */
    private static Set<?> keys(PlannedSource source) {
        return source.pattern() == null
                ? new LinkedHashSet<>(source.topics())
                : Set.of(List.of(source.pattern().pattern(), source.pattern().flags()));
    }

    private static void checkReset(PlannedSource first, PlannedSource second) {
        if (!Objects.equals(first.options().reset(), second.options().reset())) {
            throw new TopologyException("Topic " + first.topics() + " is read from "
                    + first.options().reset()
                    + " by " + first.name() + " and from " + second.options().reset() + " by " + second.name()
                    + " when there is no committed offset; it can only be one of them");
        }
    }

    private static List<String> renamed(List<String> parents, Map<String, String> replaced) {
        return parents.stream()
                .map(parent -> replaced.getOrDefault(parent, parent))
                .toList();
    }
}
