/**
 * What a program is made of: nodes, stores and internal topics, collected call by call, split into sub-topologies and
 * described in words.
 *
 * <p>Comes in: the calls of {@code Topology} and of the DSL's compiler. Goes out: a {@code TopologyPlan}, which tasks
 * are made from, and the text of {@code describe()}. Thread: the user's, while building; a plan is immutable.
 */
@NullMarked
package dev.millrace.streams.internal.topology;

import org.jspecify.annotations.NullMarked;
