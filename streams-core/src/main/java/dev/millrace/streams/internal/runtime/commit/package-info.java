/**
 * How a commit is done: in which order results, input positions and local state become durable.
 *
 * <p>Comes in: the tasks of one stream thread. Goes out: flushed records, committed positions, applied store buffers.
 * Thread: the stream thread.
 */
@NullMarked
package dev.millrace.streams.internal.runtime.commit;

import org.jspecify.annotations.NullMarked;
