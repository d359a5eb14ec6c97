/**
 * The operators that add up the records of a group in a store, one a file.
 *
 * <p>Comes in: a record with key and value. Goes out: the change of the aggregate, at once or when the cache of the
 * store is flushed. Thread: the owner of the task.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.operator.aggregate;

import org.jspecify.annotations.NullMarked;
