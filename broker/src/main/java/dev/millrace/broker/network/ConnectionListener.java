package dev.millrace.broker.network;

/** Is told on the event-loop thread that a connection has closed, after its open requests were dropped. */
@FunctionalInterface
public interface ConnectionListener {
    /** The connection of this id is gone. */
    void closed(String connectionId);
}
