/**
 * Where tasks go, as calculation only: from an {@code ApplicationState} and what was placed so far to what is placed
 * next. Behind {@code TaskAssignmentUtils} and the assignors that are offered; the group's leader uses the same.
 *
 * <p>Comes in and goes out: assignments of the public API, changed in place. Thread: whoever calls; nothing is kept.
 */
@NullMarked
package dev.millrace.streams.internal.placement;

import org.jspecify.annotations.NullMarked;
