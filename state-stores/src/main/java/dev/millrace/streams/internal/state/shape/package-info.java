/**
 * Stores seen with less in their values than they hold: without headers, or without time.
 *
 * <p>Comes in: calls of operators that keep no headers, and of tests. Goes out: the same calls to the store, values in
 * the store's own form.
 */
@NullMarked
package dev.millrace.streams.internal.state.shape;

import org.jspecify.annotations.NullMarked;
