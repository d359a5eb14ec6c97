/**
 * What tables say to each other: the value a key has now and the one it had.
 *
 * <p>Comes in: a change, from an operator or from the cache of its store. Goes out: one record per change, to the nodes
 * below. Thread: the owner of the task.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.change;

import org.jspecify.annotations.NullMarked;
