package dev.millrace.streams.internal.dsl.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.option.SinkOptions;
import dev.millrace.streams.processor.TopicNameExtractor;

/**
 * Writes a topic. <i>Immutable.</i>
 *
 * @param topic the topic; null if {@code extractor} chooses
 * @param extractor names the topic of each record; null if all go to {@code topic}
 */
public record PlannedSink(
        String name,
        List<String> parents,
        @Nullable String topic,
        @Nullable TopicNameExtractor<?, ?> extractor,
        SinkOptions<?, ?> options)
        implements PlanNode {
    /** Keeps a copy of {@code parents}. */
    public PlannedSink {
        parents = List.copyOf(parents);
    }

    @Override
    public PlannedSink withParents(List<String> newParents) {
        return new PlannedSink(name, newParents, topic, extractor, options);
    }
}
