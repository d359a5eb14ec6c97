/**
 * Word count on Millrace and on Kafka Streams, in turns, each run in a fresh JVM against the same broker.
 *
 * <p>{@code Comparison} is the command: it writes the lines, compiles {@code WordCountRun} a second time for Kafka
 * Streams, starts one process after the other and prints the medians. {@code WordCountRun} is what such a process does:
 * it counts all words and reports what that cost the process, compiler and garbage collector included. The main thread
 * waits, the stream thread counts.
 */
@NullMarked
package dev.millrace.benchmarks.wordcount;

import org.jspecify.annotations.NullMarked;
