/**
 * Word count: the lines of a book go into a topic, a topology counts their words, the most frequent are printed.
 *
 * <p>{@link dev.millrace.examples.wordcount.WordCountTopology} is the program; read it first, it runs on Kafka Streams
 * with nothing but its imports changed. Around it: {@link dev.millrace.examples.wordcount.WordCount} is the command,
 * {@code Home} is the embedded broker and its directories, {@code LineFeed} writes the book, {@code Counting} waits and
 * prints. The main thread does all of this; the stream threads run the topology; a signal only raises
 * {@code StopSignal}.
 */
@NullMarked
package dev.millrace.examples.wordcount;

import org.jspecify.annotations.NullMarked;
