package dev.millrace.broker.log;

import java.util.List;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as a tool finds it in a segment file.
 *
 * @param offset its offset
 * @param timestampMs its timestamp in milliseconds since 1970; -1 if it has none
 * @param sequence its sequence number; -1 if its producer is not idempotent
 * @param key null if it has none
 * @param value null for a tombstone
 * @param headers in their order
 */
public record StoredRecord(
        long offset,
        long timestampMs,
        int sequence,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers) {}
