/**
 * Counts of what a task does, taken where it happens and read by whoever reports them.
 *
 * <p>Comes in: one call per counted event, from the thread that owns the task. Goes out: totals since the task was
 * built. Thread: the owner of the task writes; a total read elsewhere may lag behind.
 */
@NullMarked
package dev.millrace.streams.internal.metrics;

import org.jspecify.annotations.NullMarked;
