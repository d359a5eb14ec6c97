package dev.millrace.broker.settings;

/**
 * Bounds on what clients may send.
 *
 * <p>Immutable.
 *
 * @param maxBytes largest request in bytes ({@code socket.request.max.bytes})
 * @param queuedBytes memory for all requests that are being received, in bytes ({@code queued.max.request.bytes})
 * @param maxInFlight most requests of one connection that are worked on at a time
 *     ({@code millrace.connection.max.in.flight})
 * @param maxConnections most connections at a time ({@code max.connections})
 * @param maxIdleMs after how much silence a connection is closed ({@code connections.max.idle.ms})
 */
public record RequestSettings(int maxBytes, long queuedBytes, int maxInFlight, int maxConnections, long maxIdleMs) {
    private static final int MEBIBYTE = 1024 * 1024;

    /** 100 MiB per request and 128 MiB for all, 10,000 connections, ten minutes of silence. */
    public static final RequestSettings DEFAULTS =
            new RequestSettings(100 * MEBIBYTE, 128L * MEBIBYTE, 16, 10_000, 600_000);

    /** Checks the bounds. */
    public RequestSettings {
        Bounds.atLeast("socket.request.max.bytes", maxBytes, 1024);
        if (queuedBytes < maxBytes) {
            throw new IllegalArgumentException(
                    "queued.max.request.bytes must not be less than socket.request.max.bytes: " + queuedBytes + " < "
                            + maxBytes);
        }
        Bounds.atLeast("millrace.connection.max.in.flight", maxInFlight, 1);
        Bounds.atLeast("max.connections", maxConnections, 1);
        Bounds.atLeast("connections.max.idle.ms", maxIdleMs, 1);
    }

    /** Returns these settings with another bound on one request. */
    public RequestSettings withMaxBytes(int bytes) {
        return new RequestSettings(bytes, Math.max(queuedBytes, bytes), maxInFlight, maxConnections, maxIdleMs);
    }
}
