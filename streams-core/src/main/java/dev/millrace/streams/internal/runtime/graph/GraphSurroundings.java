package dev.millrace.streams.internal.runtime.graph;

import dev.millrace.streams.internal.output.RecordCollector;
import dev.millrace.streams.internal.runtime.stores.TaskEnvironment;
import dev.millrace.streams.internal.runtime.stores.TaskStores;

/** What the nodes of one task work with; each is made for that task alone. */
public record GraphSurroundings(
        TaskEnvironment environment,
        TaskStores stores,
        RecordFrame frame,
        Schedules schedules,
        ProcessingFailures failures,
        RecordCollector collector) {}
