/**
 * What the options of the API say, read once into records: the only place that looks into {@code Consumed}, {@code
 * Produced}, {@code Grouped}, {@code Repartitioned}, {@code Materialized} and {@code Named}.
 *
 * <p>Comes in: an option as the program left it. Goes out: an immutable reading, so that a later change of the option
 * does no harm. Thread: the one that writes the program.
 */
@NullMarked
package dev.millrace.streams.internal.dsl.option;

import org.jspecify.annotations.NullMarked;
