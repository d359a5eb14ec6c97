package dev.millrace.broker.api;

import org.apache.kafka.common.security.auth.KafkaPrincipal;

/**
 * Who sent a request.
 *
 * <p>Immutable.
 *
 * @param connectionId names the connection as long as it is open
 * @param clientId what the client calls itself; may be empty
 * @param host the client's address
 * @param listener the listener that it came to
 * @param principal who it is; {@link KafkaPrincipal#ANONYMOUS} without authentication
 */
public record Caller(String connectionId, String clientId, String host, String listener, KafkaPrincipal principal) {}
