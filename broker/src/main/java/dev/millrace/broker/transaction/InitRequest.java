package dev.millrace.broker.transaction;

/**
 * Asks to become the producer of a transactional id; whoever was it before is fenced.
 *
 * <p>Immutable.
 *
 * @param transactionalId the id
 * @param timeoutMs longest time that a transaction of this producer may take
 * @param expected who the producer believes to be, to go on under the same id; nobody for a new one
 */
public record InitRequest(String transactionalId, int timeoutMs, ProducerIdentity expected) {}
