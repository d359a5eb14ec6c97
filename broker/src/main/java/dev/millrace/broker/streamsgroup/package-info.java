/**
 * Groups of the Streams protocol (KIP-1071): the broker places the tasks of an application and makes its internal
 * topics; the members only say what they are and do what they are told.
 *
 * <p>In come heartbeats as plain values, clocks that have run out and connections that have closed; out go replies and
 * the records that keep group and members in the internal topic {@code __consumer_offsets}. Each event drafts what the
 * group is to be; what differs is written, and takes effect when the records are replayed. The path of a heartbeat:
 *
 * <pre>
 * StreamsGroups ─▶ HeartbeatDesk ─▶ who is it? ─▶ TopologyResolver ─▶ TaskSpread ─▶ Reconciliation ─▶ StreamsReply
 *                                                  (tasks, topics)    (targets)     (one step of this member)
 * </pre>
 *
 * <p>All of it runs on the event-loop thread.
 */
@NullMarked
package dev.millrace.broker.streamsgroup;

import org.jspecify.annotations.NullMarked;
