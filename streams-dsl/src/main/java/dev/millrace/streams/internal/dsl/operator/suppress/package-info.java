/**
 * Holding changes of a table back: the operator, and the buffer it keeps them in.
 *
 * <p>Comes in: a change of a table. Goes out: the latest change of a key, once its time has come or the buffer is full;
 * to the changelog, what is in the buffer at a commit. Thread: the owner of the task.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.operator.suppress;

import org.jspecify.annotations.NullMarked;
