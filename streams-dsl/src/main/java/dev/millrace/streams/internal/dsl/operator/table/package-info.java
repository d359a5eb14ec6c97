/**
 * The operators of tables, one a file.
 *
 * <p>Comes in: a record to store, or a change of the table above. Goes out: the change of this table, and out of {@code
 * TableToStream} plain records. Thread: the owner of the task.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.operator.table;

import org.jspecify.annotations.NullMarked;
