/**
 * Complete programs as users write them, one class each: {@code topology()} is all there is to read.
 *
 * <p>Keys and values are lines of text with fields between commas, so that any console shows what goes in and out. Each
 * program runs on Kafka Streams after its imports are changed, and says the same there: a test holds them to it.
 */
@NullMarked
package dev.millrace.examples.programs;

import org.jspecify.annotations.NullMarked;
