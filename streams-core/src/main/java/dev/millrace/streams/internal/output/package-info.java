/**
 * What a task writes: results to sink topics, changes to changelogs.
 *
 * <p>Comes in: records from sinks, serialised entries from stores. Goes out: records sent through the producer that the
 * tasks of a stream thread share; how far each changelog is acknowledged; the first error. Thread: the one that owns
 * the task, but for acknowledgements, which come from the producer's own thread.
 */
@NullMarked
package dev.millrace.streams.internal.output;

import org.jspecify.annotations.NullMarked;
