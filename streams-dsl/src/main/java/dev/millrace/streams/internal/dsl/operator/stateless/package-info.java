/**
 * The operators of streams that remember nothing, one a file.
 *
 * <p>Comes in: a record. Goes out: none, one or several, with its time and headers. Thread: the owner of the task; each
 * task has its own.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.operator.stateless;

import org.jspecify.annotations.NullMarked;
