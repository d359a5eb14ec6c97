/**
 * A partition on disk.
 *
 * <p>In come record batches as clients sent them; out go slices of segment files for the socket. A batch is checked,
 * given its offsets where it lies in the request's buffer, and written; it is never copied or unpacked unless the topic
 * asks for it. What a reader needs to know, in this order:
 *
 * <ul>
 *   <li>A {@link dev.millrace.broker.log.PartitionLog} is a row of <b>segments</b>, each a file of batches named after
 *       its first offset. The last one grows; the others only go, by retention or compaction.
 *   <li>A closed segment is <b>sealed</b> when its batches are synced and its index file is written. The index file
 *       (offsets and timestamps, sparse) is made once, as a whole, with a checksum. While a segment grows, its index is
 *       in the heap. So there is no half-written index, and a valid one proves that the batches under it are on disk.
 *   <li><b>Recovery</b> believes seals and reads only what lies behind them, batch by batch, up to the first broken
 * one.
 *   <li><b>Producers</b>: the last batches of each idempotent producer are remembered; a snapshot is stored with each
 *       seal, so that a retry after a restart is recognised.
 *   <li><b>Durability</b>: appends go to the page cache. {@link dev.millrace.broker.log.GroupCommit} syncs for all who
 *       wait, and the answer to {@code acks=all} waits for that.
 * </ul>
 *
 * <p>Files of a partition: {@code <offset>.log}, {@code <offset>.index}, {@code <offset>.producers}, {@code
 * compacted} (how far compaction has come), {@code start} (before which offset records were deleted); on their way
 * out {@code .deleted}; on their way in {@code .tmp}, {@code .cleaned}, {@code .swap}.
 *
 * <p>Threads and locks: the event loop appends and reads, the flush thread syncs, the housekeeping thread drops and
 * compacts.
 *
 * <table>
 *   <caption>Locks of a log, taken in this order</caption>
 *   <tr><th>flush lock</th><td>what is on disk: syncing, sealing, dropping, swapping files; may wait for the
 * disk</td></tr>
 *   <tr><th>append lock</th><td>the growing end and the list of segments; waits only for the page cache</td></tr>
 * </table>
 */
@NullMarked
package dev.millrace.broker.log;

import org.jspecify.annotations.NullMarked;
