/**
 * Turns a plan into a topology.
 *
 * <p>Comes in: a plan, rewritten. Goes out: sources, processors, sinks, stores and internal topics, added to a
 * definition in the order of the plan. Thread: the one that builds.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.compile;

import org.jspecify.annotations.NullMarked;
