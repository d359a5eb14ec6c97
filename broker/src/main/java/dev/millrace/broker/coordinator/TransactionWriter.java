package dev.millrace.broker.coordinator;

/**
 * The producer in whose transaction records are written.
 *
 * <p>Immutable.
 *
 * @param producerId its id
 * @param epoch its epoch
 */
public record TransactionWriter(long producerId, short epoch) {}
