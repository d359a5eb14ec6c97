/**
 * The front of the DSL: {@code StreamsBuilder}, where programs begin and become topologies. The package continues
 * that of streams-core; calls come from the thread that writes the program.
 */
@NullMarked
package dev.millrace.streams;

import org.jspecify.annotations.NullMarked;
