/**
 * Writes record batches to a cluster without a producer: records are encoded where they are appended, and the thread
 * that appends also sends, so there is no queue between threads and no object per record.
 *
 * <p>Comes in: serialised records, settings of a producer. Goes out: requests over the client library's connections,
 * one batch per partition and at most one batch of a partition under way, in the order of appending and each once; what
 * became of a batch, to its listeners. Thread: the stream thread alone.
 *
 * <p>The classes in the order in which a record meets them: {@code WireOutput}, {@code TopicLanes}, {@code
 * PartitionLane}, {@code Batch}, {@code RecordBytes}; then {@code BatchSender} and {@code BatchRequest}.
 */
@NullMarked
package dev.millrace.streams.internal.output.wire;

import org.jspecify.annotations.NullMarked;
