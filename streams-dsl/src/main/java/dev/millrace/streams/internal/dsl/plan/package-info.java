/**
 * A program as it was written: immutable nodes that know their parents by name, and the rules that rewrite them.
 *
 * <p>Names and numbers are given while the program is written, one number for each thing that could need a name, in the
 * order of Kafka Streams; so names in topics and stores agree. Rules come later and change who follows whom, not what a
 * node is called.
 *
 * <p>Comes in: nodes, from the calls of the DSL. Goes out: a plan, rewritten as the configuration asks, to be compiled.
 * Thread: the one that writes the program.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.plan;

import org.jspecify.annotations.NullMarked;
