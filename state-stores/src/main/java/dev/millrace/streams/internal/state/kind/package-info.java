/**
 * Kinds of stores as ordered bytes: here the stores that a user supplies.
 *
 * <p>Comes in and goes out: serialised entries. Threads: the owner of the task; queries as far as the user's store
 * allows.
 */
@NullMarked
package dev.millrace.streams.internal.state.kind;

import org.jspecify.annotations.NullMarked;
