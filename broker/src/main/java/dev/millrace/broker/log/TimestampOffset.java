package dev.millrace.broker.log;

/**
 * A record found by its timestamp.
 *
 * @param timestampMs timestamp of the record
 * @param offset offset of the record
 */
public record TimestampOffset(long timestampMs, long offset) {}
