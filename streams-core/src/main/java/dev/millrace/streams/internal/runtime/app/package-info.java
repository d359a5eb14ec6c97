/**
 * One instance of an application: its threads, its state, its end.
 *
 * <p>Comes in: calls of the user through {@code KafkaStreams}; state changes and failures from the stream threads. Goes
 * out: threads started, replaced and stopped; state changes to the user's listener. Here and nowhere else in
 * streams-core threads are made: the stream threads, the restorer's, and the one that closes everything.
 */
@NullMarked
package dev.millrace.streams.internal.runtime.app;

import org.jspecify.annotations.NullMarked;
