/**
 * What writing a record costs, from its bytes to the acknowledgement of a broker in the same process.
 *
 * <p>{@code OutputBenchmark} is the benchmark. JMH's thread is in it, beside those of the broker.
 */
@NullMarked
package dev.millrace.benchmarks.output;

import org.jspecify.annotations.NullMarked;
