/** Assignors that are ready to be named in {@code task.assignor.class}. */
@NullMarked
package dev.millrace.streams.processor.assignment.assignors;

import org.jspecify.annotations.NullMarked;
