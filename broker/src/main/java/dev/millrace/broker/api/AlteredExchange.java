package dev.millrace.broker.api;

import java.util.function.Consumer;

import org.apache.kafka.common.protocol.ApiMessage;

/**
 * A way back on which answers are altered.
 *
 * <p>Confined to the event-loop thread.
 *
 * @param exchange the rest of the way
 * @param refused whether a part was refused
 * @param alter changes the answer
 */
record AlteredExchange(Exchange exchange, boolean refused, Consumer<ApiMessage> alter) implements Exchange {
    @Override
    public void send(ApiMessage response) {
        alter.accept(response);
        exchange.send(response);
    }

    @Override
    public void nothing() {
        if (refused) {
            exchange.hangUp();
        } else {
            exchange.nothing();
        }
    }

    @Override
    public void hangUp() {
        exchange.hangUp();
    }

    @Override
    public void onClose(Runnable action) {
        exchange.onClose(action);
    }
}
