package dev.millrace.streams.internal.dsl.plan;

import java.util.List;

import dev.millrace.streams.internal.dsl.option.SourceOptions;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.processor.api.ProcessorSupplier;

/**
 * Keeps a topic as a table on every instance. <i>Immutable.</i>
 *
 * @param name name of the node that fills the table
 * @param sourceName name of the node that reads the topic
 * @param source how the topic is read
 * @param supplier makes what fills the table
 * @param store where it is kept
 */
public record PlannedGlobalTable(
        String name,
        String sourceName,
        String topic,
        SourceOptions<?, ?> source,
        ProcessorSupplier<?, ?, ?, ?> supplier,
        TableOptions<?, ?> store)
        implements PlanNode {
    @Override
    public List<String> parents() {
        return List.of();
    }

    @Override
    public PlannedGlobalTable withParents(List<String> newParents) {
        assert newParents.isEmpty() : newParents;
        return this;
    }
}
