/**
 * What a task writes: results to sink topics, changes to changelogs.
 *
 * <p>Comes in: records from sinks, serialised entries from stores. Goes out: records appended to the output that the
 * tasks of a stream thread share, which is any producer or the room {@code output.wire}; how far each changelog is
 * acknowledged; the first error. Thread: the one that owns the task, but for acknowledgements, which may come from a
 * thread of a producer.
 */
@NullMarked
package dev.millrace.streams.internal.output;

import org.jspecify.annotations.NullMarked;
