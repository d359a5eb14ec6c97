/**
 * Kinds of windows, under the name they have in Kafka Streams: programs mostly meet them as {@code Window}, but tests
 * make them to say what they expect, and stores make them for the keys they return.
 */
@NullMarked
package dev.millrace.streams.kstream.internals;

import org.jspecify.annotations.NullMarked;
