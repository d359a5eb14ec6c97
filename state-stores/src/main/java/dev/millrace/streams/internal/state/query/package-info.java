/**
 * Interactive queries as a store answers them: which kinds it knows, whether it is up to the bound, and the
 * position in the input that it reflects.
 *
 * <p>Comes in: queries of any thread; from the owner of the task, that a record changed the store. Goes out: answers or
 * the reason why there is none; positions, as objects and as bytes to be kept with the entries.
 */
@NullMarked
package dev.millrace.streams.internal.state.query;

import org.jspecify.annotations.NullMarked;
