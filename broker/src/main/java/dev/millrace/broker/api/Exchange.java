package dev.millrace.broker.api;

import org.apache.kafka.common.protocol.ApiMessage;

/**
 * The way back to the client for one request. Exactly one of {@link #send}, {@link #nothing} and {@link #hangUp} is
 * called.
 *
 * <p>Confined to the event-loop thread.
 */
public interface Exchange {
    /** Sends the response, in the order in which the connection's requests came. */
    void send(ApiMessage response);

    /** Ends the exchange without a response. */
    void nothing();

    /** Closes the connection, since the protocol has no better way to say that something went wrong. */
    void hangUp();

    /** Sets what is to be done if the connection closes before the exchange has ended. */
    void onClose(Runnable action);
}
