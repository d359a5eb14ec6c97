package dev.millrace.streams.internal.dsl.plan;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.option.SourceOptions;

/**
 * Reads topics. <i>Immutable.</i>
 *
 * @param topics the topics in the order given; empty with a pattern
 * @param pattern matches the topics' names; null if they are listed
 */
public record PlannedSource(String name, List<String> topics, @Nullable Pattern pattern, SourceOptions<?, ?> options)
        implements PlanNode {
    /** Keeps a copy of {@code topics}. */
    public PlannedSource {
        topics = List.copyOf(topics);
    }

    @Override
    public List<String> parents() {
        return List.of();
    }

    @Override
    public PlannedSource withParents(List<String> newParents) {
        assert newParents.isEmpty() : newParents;
        return this;
    }
}
