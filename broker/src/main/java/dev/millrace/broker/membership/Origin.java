package dev.millrace.broker.membership;

/**
 * Where a request came from.
 *
 * <p>Immutable.
 *
 * @param connectionId names the connection as long as it is open
 * @param clientId what the client calls itself
 * @param clientHost the client's address
 */
public record Origin(String connectionId, String clientId, String clientHost) {}
