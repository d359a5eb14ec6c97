package dev.millrace.streams.internal.dsl.plan;

import java.util.List;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StreamPartitioner;

/**
 * Sends messages of our own through an internal topic. Who follows knows it by the name of its
 * source. <i>Immutable.</i>
 *
 * @param name name of the node that reads the topic
 * @param sinkName name of the node that writes it
 * @param topic the topic, without the application's prefix
 * @param serde writes keys and values
 * @param partitioner null for the producer's choice
 */
public record PlannedPassage(
        String name,
        String sinkName,
        List<String> parents,
        String topic,
        Serde<?> serde,
        @Nullable StreamPartitioner<?, ?> partitioner)
        implements PlanNode {
    /** Keeps a copy of {@code parents}. */
    public PlannedPassage {
        parents = List.copyOf(parents);
    }

    @Override
    public PlannedPassage withParents(List<String> newParents) {
        return new PlannedPassage(name, sinkName, newParents, topic, serde, partitioner);
    }
}
