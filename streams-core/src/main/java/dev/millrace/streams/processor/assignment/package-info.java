/**
 * Placement of tasks by the application itself (KIP-924): a {@link
 * dev.millrace.streams.processor.assignment.TaskAssignor} named in {@code task.assignor.class} gets an {@link
 * dev.millrace.streams.processor.assignment.ApplicationState} and says which instance runs and which copies which task.
 *
 * <p>It runs on the member that leads the group, in its stream thread, once in each rebalance; {@link
 * dev.millrace.streams.processor.assignment.TaskAssignmentUtils} has what most assignors need.
 */
@NullMarked
package dev.millrace.streams.processor.assignment;

import org.jspecify.annotations.NullMarked;
