package dev.millrace.broker.coordinator;

import org.jspecify.annotations.Nullable;

/**
 * A key and its newest value, as written to the coordinator's internal topic.
 *
 * <p>Immutable by agreement: nobody writes to the arrays once the record is made.
 *
 * @param key says what the value is about; compaction keeps the last record of each key
 * @param value null when there is nothing any more (a tombstone)
 */
public record ShardRecord(byte[] key, byte @Nullable [] value) {}
