/**
 * What users put around the processors of the DSL (KIP-1112).
 *
 * <p>Comes in: the name, the processor and the stores of a step. Goes out: the processor with the user's around it, and
 * the stores that this one has.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.wrap;

import org.jspecify.annotations.NullMarked;
