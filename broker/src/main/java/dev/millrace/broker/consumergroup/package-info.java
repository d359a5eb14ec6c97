/**
 * Groups of the consumer protocol (KIP-848): the broker shares partitions out, and each member moves by itself from
 * what it has to what it is to have.
 *
 * <p>In come heartbeats as plain values, clocks that have run out and connections that have closed; out go replies and
 * the records that keep group and members in the internal topic {@code __consumer_offsets}. Each event drafts what the
 * group is to be; what differs is written, and takes effect when the records are replayed. The path of a heartbeat:
 *
 * <pre>
 * ConsumerGroups ─▶ ConsumerDesk ─▶ who is it? ─▶ ConsumerDraft ─▶ PartitionHandover ─▶ ConsumerReply
 *                                                 (new targets?)   (one step of this member)
 * </pre>
 *
 * <p>Three epochs tell how far things are: that of the group grows with each change of members, subscriptions or
 * topics; that of the targets follows when partitions were shared out anew; that of a member follows when it has given
 * up what it is not to have any more.
 *
 * <p>Topics that a member names by a regular expression are found on another thread; the group takes the outcome in as
 * an event of its own. All the rest runs on the event-loop thread.
 */
@NullMarked
package dev.millrace.broker.consumergroup;

import org.jspecify.annotations.NullMarked;
