/**
 * What stands behind {@code KStream}, {@code KGroupedStream} and {@code KTable}: each call checks its arguments, adds a
 * node to the draft and returns what the program goes on with.
 *
 * <p>Comes in: calls with functions and options. Goes out: nodes of the draft, with their names, formats and whether
 * keys changed on the way. Thread: the one that writes the program.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.fluent;

import org.jspecify.annotations.NullMarked;
