package dev.millrace.broker.api;

/**
 * Who sent a request.
 *
 * <p>Immutable.
 *
 * @param connectionId names the connection as long as it is open
 * @param clientId what the client calls itself; may be empty
 * @param host the client's address
 */
public record Caller(String connectionId, String clientId, String host) {}
