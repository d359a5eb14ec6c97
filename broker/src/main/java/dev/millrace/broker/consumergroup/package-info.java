/**
 * Groups of the consumer protocol (KIP-848): the broker shares partitions out, and each member moves by itself from
 * what it has to what it is to have.
 *
 * <p>An event is a heartbeat, a clock that has run out, a closed connection, or the outcome of a search for topics. Of
 * the group as it is and the event comes a {@link dev.millrace.broker.consumergroup.ConsumerDraft}; what is new in it
 * becomes records in the internal topic {@code __consumer_offsets}, and their replay changes the group, at run time as
 * after a restart. The path of a heartbeat:
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
