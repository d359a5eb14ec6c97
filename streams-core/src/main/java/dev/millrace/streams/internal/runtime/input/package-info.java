/**
 * Input of one task: raw records by partition come in, records with a time go out, lowest time first.
 *
 * <p>Records wait as the consumer handed them over and are deserialised when they come to the head of their partition,
 * so that what is buffered costs nothing until it is used. Thread: the one that owns the task.
 */
@NullMarked
package dev.millrace.streams.internal.runtime.input;

import org.jspecify.annotations.NullMarked;
