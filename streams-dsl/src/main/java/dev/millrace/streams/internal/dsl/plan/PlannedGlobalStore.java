package dev.millrace.streams.internal.dsl.plan;

import java.util.List;

import dev.millrace.streams.internal.dsl.option.SourceOptions;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.StoreBuilder;

/**
 * Fills a store on every instance from a topic. <i>Immutable</i> but for the builder.
 *
 * @param name name of the node that fills the store
 * @param sourceName name of the node that reads the topic
 * @param supplier makes what fills the store
 */
public record PlannedGlobalStore(
        String name,
        String sourceName,
        String topic,
        SourceOptions<?, ?> options,
        ProcessorSupplier<?, ?, ?, ?> supplier,
        StoreBuilder<?> builder)
        implements PlanNode {
    @Override
    public List<String> parents() {
        return List.of();
    }

    @Override
    public PlannedGlobalStore withParents(List<String> newParents) {
        assert newParents.isEmpty() : newParents;
        return this;
    }
}
