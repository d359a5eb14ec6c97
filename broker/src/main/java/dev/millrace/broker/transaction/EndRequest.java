package dev.millrace.broker.transaction;

/**
 * Asks to end a transaction.
 *
 * <p>Immutable.
 *
 * @param transactionalId the id
 * @param producer who asks
 * @param commit whether its records are to count
 * @param raises whether the producer goes on with a raised epoch (KIP-890)
 */
public record EndRequest(String transactionalId, ProducerIdentity producer, boolean commit, boolean raises) {}
