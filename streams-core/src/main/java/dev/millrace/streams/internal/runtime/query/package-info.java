/**
 * Queries: reading the stores of running tasks from other threads.
 *
 * <p>Comes in: the name of a store, the kind of view wanted, perhaps a partition. Goes out: the open stores of that
 * name in the tasks of this instance, from which a view is composed, or the exception that says why not. Threads: any
 * that queries; the stream threads are asked for their state and tasks and for nothing else.
 */
@NullMarked
package dev.millrace.streams.internal.runtime.query;

import org.jspecify.annotations.NullMarked;
