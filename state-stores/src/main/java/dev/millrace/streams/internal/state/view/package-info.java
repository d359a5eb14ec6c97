/**
 * One read-only store over the same store of many tasks, for interactive queries.
 *
 * <p>Comes in: reads of any thread. Goes out: the entries of all tasks of this instance that hold the store at that
 * moment.
 */
@NullMarked
package dev.millrace.streams.internal.state.view;

import org.jspecify.annotations.NullMarked;
