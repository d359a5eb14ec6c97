/**
 * Compares our broker with Apache Kafka: the same producer and consumer against both, in turns, each in a process
 * of its own with the options it is usually started with.
 *
 * <p>What is counted is the broker's CPU time and what the clients see: rates and latencies. All of it runs on the main
 * thread, beside the threads that the clients start.
 */
@NullMarked
package dev.millrace.benchmarks.broker;

import org.jspecify.annotations.NullMarked;
