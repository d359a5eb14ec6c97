/**
 * Gates before the handlers, there only when the broker has an authorizer.
 *
 * <p>In comes a request; a gate refuses it, or takes out the parts its sender has no leave for, lets the handler answer
 * the rest, and puts the refusals into the answer. So it is decided once for each request, at the edge, and handlers
 * know nothing of it; only fetches ask by themselves, since their sessions remember partitions. What each API needs is
 * what Apache Kafka asks for. An API without a gate keeps the broker from starting with an authorizer.
 *
 * <p>All of it is run by the event-loop thread.
 */
@NullMarked
package dev.millrace.broker.access;

import org.jspecify.annotations.NullMarked;
