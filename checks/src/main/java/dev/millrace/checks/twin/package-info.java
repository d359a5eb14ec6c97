/**
 * Our programs run on Kafka Streams too: this room takes source files of ours, changes their imports and no more, and
 * compiles them. Out go classes that use {@code org.apache.kafka.streams}. Tests and benchmarks call it in their own
 * thread.
 */
@NullMarked
package dev.millrace.checks.twin;

import org.jspecify.annotations.NullMarked;
