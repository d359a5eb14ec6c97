/**
 * Consumer groups: who is a member, which generation holds, what was assigned, and which offsets are committed.
 *
 * <p>All groups meet here, whatever their members speak: {@link dev.millrace.broker.group.GroupShard} hands heartbeats
 * of the newer protocols on to the rooms next door, and keeps offsets, deletion and expiry for all of them.
 *
 * <p>The classic group protocol as a pure state machine. In come requests as plain values with a place for the reply,
 * clocks that have run out and connections that have closed; out go replies and the records that keep assignments and
 * offsets in the internal topic {@code __consumer_offsets}. A group is in one of four states,
 *
 * <pre>
 * Empty ──join──▶ PreparingRebalance ──all joined or time over──▶ CompletingRebalance ──leader's sync──▶ Stable
 *   ▲                 │  ▲                                            │                                  │
 *   └──nobody left────┘  └─────────── join, leave, lost member ───────┴──────────────────────────────────┘
 * </pre>
 *
 * each a class with the transitions it allows ({@link dev.millrace.broker.group.GroupState}). Read
 * {@link dev.millrace.broker.group.GroupCoordinator}, then {@link dev.millrace.broker.group.GroupShard}, then
 * {@link dev.millrace.broker.group.Group}.
 *
 * <p>All of it is confined to the event-loop thread.
 */
@NullMarked
package dev.millrace.broker.group;

import org.jspecify.annotations.NullMarked;
