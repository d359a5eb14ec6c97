package dev.millrace.streams.internal.dsl.plan;

import java.util.List;
import java.util.OptionalInt;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.StreamPartitioner;

/**
 * Sends records through an internal topic. Its name, that of its source, is what followers know. <i>Immutable.</i>
 *
 * @param names what its parts are called
 * @param keySerde null for the configured default
 * @param valueSerde null for the configured default
 * @param partitioner null for the producer's choice
 * @param partitions empty for as many as the topics that the records come from
 * @param onRequest whether the program asked for it here; if not, it may move
 */
public record PlannedRepartition(
        RepartitionNames names,
        List<String> parents,
        @Nullable Serde<?> keySerde,
        @Nullable Serde<?> valueSerde,
        @Nullable StreamPartitioner<?, ?> partitioner,
        OptionalInt partitions,
        boolean onRequest)
        implements PlanNode {
    /** Keeps a copy of {@code parents}. */
    public PlannedRepartition {
        parents = List.copyOf(parents);
    }

    /** One that a grouping or table needs. */
    public static PlannedRepartition needed(
            RepartitionNames names, String parent, @Nullable Serde<?> keySerde, @Nullable Serde<?> valueSerde) {
        return new PlannedRepartition(names, List.of(parent), keySerde, valueSerde, null, OptionalInt.empty(), false);
    }

    @Override
    public String name() {
        return names.place();
    }

    @Override
    public PlannedRepartition withParents(List<String> newParents) {
        return new PlannedRepartition(names, newParents, keySerde, valueSerde, partitioner, partitions, onRequest);
    }
}
