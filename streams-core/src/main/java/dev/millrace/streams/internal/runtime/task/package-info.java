/**
 * A task: one sub-topology on one partition of its input, with its own graph of nodes, stores and output.
 *
 * <p>Comes in: raw records by partition, the time. Goes out: records written, offsets to commit, local state. Thread:
 * the one that owns the task; ownership is handed over with the task, never shared.
 */
@NullMarked
package dev.millrace.streams.internal.runtime.task;

import org.jspecify.annotations.NullMarked;
