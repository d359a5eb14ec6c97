/**
 * Transactions: who may write under a transactional id, which partitions a transaction has touched, and how it ends.
 *
 * <p>In come requests as plain values with a place for the reply, and clocks that have run out; out go replies, records
 * for the internal topic {@code __transaction_state}, and the order to write markers. A transactional id is in one of
 * these phases:
 *
 * <pre>
 * Empty ──first partition──▶ Ongoing ──end──▶ PrepareCommit ──all markers on disk──▶ CompleteCommit ─┐
 *   ▲                         ▲   └──end, time-out, new producer──▶ PrepareAbort ──▶ CompleteAbort ──┤
 *   └──new producer───────────┼──────────────────────────────────────────────────────────────────────┤
 *                             └──first partition of the next transaction─────────────────────────────┘
 * </pre>
 *
 * <p>A decision counts when its Prepare record is on disk; only then are markers written. After a crash a prepared
 * transaction gets its markers again, which does no harm. Two generations of clients are served side by side: older
 * ones name each partition before they write to it and keep their epoch; newer ones (KIP-890) just write, and their
 * epoch is raised at each end, so that nothing late can slip into the next transaction.
 *
 * <p>Read {@link dev.millrace.broker.transaction.TransactionCoordinator}, then {@link
 * dev.millrace.broker.transaction.TransactionShard}, then {@link dev.millrace.broker.transaction.Transaction}. Only
 * the event-loop thread is in here.
 */
@NullMarked
package dev.millrace.broker.transaction;

import org.jspecify.annotations.NullMarked;
