/**
 * Stacks the layers of a store: which bytes, which forms, whether cached and logged. Behind {@code Stores}.
 *
 * <p>Comes in: what the program asked of a builder. Goes out: stores, not yet open. Thread: whichever builds the
 * topology or a task.
 */
@NullMarked
package dev.millrace.streams.internal.state.build;

import org.jspecify.annotations.NullMarked;
