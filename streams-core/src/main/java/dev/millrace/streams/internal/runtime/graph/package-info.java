/**
 * The nodes of a task: sources, processors and sinks, joined as the topology says.
 *
 * <p>Comes in: one typed record at a time, at a source; the time, for schedules. Goes out: records, at sinks; changes,
 * to the stores that processors use. A record is carried by plain method calls from node to node: what is going on is
 * in one {@code RecordFrame} per task, and each node has its children in an array. Thread: the one that owns the task.
 */
@NullMarked
package dev.millrace.streams.internal.runtime.graph;

import org.jspecify.annotations.NullMarked;
