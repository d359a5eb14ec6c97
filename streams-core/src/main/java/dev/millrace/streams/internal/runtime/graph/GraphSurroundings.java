package dev.millrace.streams.internal.runtime.graph;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.output.RecordCollector;
import dev.millrace.streams.internal.runtime.stores.TaskEnvironment;
import dev.millrace.streams.internal.runtime.stores.TaskStores;
import dev.millrace.streams.processor.StateStore;

/**
 * What the nodes of one task work with; each is made for that task alone.
 *
 * @param globalStores stores of others that every processor may read, by name
 * @param schedules null where nothing can be scheduled
 * @param collector null where there are no sinks
 */
public record GraphSurroundings(
        TaskEnvironment environment,
        TaskStores stores,
        Map<String, StateStore> globalStores,
        RecordFrame frame,
        @Nullable Schedules schedules,
        ProcessingFailures failures,
        @Nullable RecordCollector collector) {
    /** For nodes that do nothing but fill stores. */
    public static GraphSurroundings withoutOutput(
            TaskEnvironment environment, TaskStores stores, RecordFrame frame, ProcessingFailures failures) {
        return new GraphSurroundings(environment, stores, Map.of(), frame, null, failures, null);
    }
}
