package dev.millrace.streams.internal.runtime.task;

import org.apache.kafka.common.utils.Time;

import dev.millrace.streams.internal.metrics.DropMetrics;
import dev.millrace.streams.internal.metrics.TaskMeters;
import dev.millrace.streams.internal.output.RecordCollector;
import dev.millrace.streams.internal.runtime.graph.RecordFrame;
import dev.millrace.streams.internal.runtime.graph.Schedules;
import dev.millrace.streams.internal.runtime.graph.TaskGraph;
import dev.millrace.streams.internal.runtime.input.RecordBuffer;
import dev.millrace.streams.internal.runtime.stores.TaskStores;

/** What a task is put together from: each made for it alone. */
record TaskParts(
        RecordFrame frame,
        RecordBuffer buffer,
        TaskGraph graph,
        Schedules schedules,
        TaskStores stores,
        RecordCollector collector,
        TaskMeters meters,
        DropMetrics metrics,
        Time time) {}
