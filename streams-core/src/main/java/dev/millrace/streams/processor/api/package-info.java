/**
 * The processor API: a processor receives one {@code Record} at a time and forwards any number to its children.
 *
 * <p>A processor instance belongs to one task and is only ever called by the thread that owns the task.
 */
@NullMarked
package dev.millrace.streams.processor.api;

import org.jspecify.annotations.NullMarked;
