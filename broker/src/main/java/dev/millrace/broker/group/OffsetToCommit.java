package dev.millrace.broker.group;

import org.apache.kafka.common.TopicPartition;

/**
 * One offset of a {@link CommitRequest}.
 *
 * <p>Immutable.
 *
 * @param partition whose offset
 * @param offset next offset to be read
 * @param leaderEpoch epoch of the record before it; -1 if unknown
 * @param metadata free text of the client
 */
public record OffsetToCommit(TopicPartition partition, long offset, int leaderEpoch, String metadata) {}
