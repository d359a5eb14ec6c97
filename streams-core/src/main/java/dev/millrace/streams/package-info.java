/**
 * The entry points of a stream-processing application: build a topology, configure it, run it. Names and behaviour
 * follow Kafka Streams 4.3 under this prefix.
 */
@NullMarked
package dev.millrace.streams;

import org.jspecify.annotations.NullMarked;
