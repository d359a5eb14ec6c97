package dev.millrace.broker.transaction;

import org.apache.kafka.common.protocol.Errors;

/**
 * Tells a producer who it is from now on.
 *
 * <p>Immutable.
 *
 * @param error NONE, or why not
 * @param producer nobody with an error
 */
public record ProducerReply(Errors error, ProducerIdentity producer) {
    static ProducerReply of(ProducerIdentity producer) {
        return new ProducerReply(Errors.NONE, producer);
    }

    static ProducerReply refused(Errors error) {
        return new ProducerReply(error, ProducerIdentity.NONE);
    }
}
