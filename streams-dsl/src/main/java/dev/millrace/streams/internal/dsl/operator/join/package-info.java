/**
 * The operators that join streams and tables, one a file.
 *
 * <p>Comes in: a record of one side, or a change of a table. Goes out: what it makes together with the other side,
 * which is looked up in stores. Thread: the owner of the task.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.operator.join;

import org.jspecify.annotations.NullMarked;
