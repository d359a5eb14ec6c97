/**
 * Where requests wait: for records, for other members, for a deadline.
 *
 * <p>In come requests that cannot be answered yet and wake-ups by key; out go calls of the request itself, either
 * because what it waited for came or because its time is over. {@link dev.millrace.broker.parking.DeadlineQueue} is
 * the one clock of the event loop: session time-outs of groups use it as well. Everything here is confined to the
 * event-loop thread.
 */
@NullMarked
package dev.millrace.broker.parking;

import org.jspecify.annotations.NullMarked;
