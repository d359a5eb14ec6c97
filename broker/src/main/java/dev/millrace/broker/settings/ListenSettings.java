package dev.millrace.broker.settings;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Where the broker listens and which address it tells clients.
 *
 * <p>Immutable.
 *
 * @param host name or address to bind ({@code listeners})
 * @param port to bind; 0 picks a free one ({@code listeners})
 * @param advertised what clients are told instead ({@code advertised.listeners}); null for host and port as bound
 * @param beyondLoopback whether it may be reached from other machines, without any authentication
 *     ({@code millrace.listen.beyond.loopback})
 */
public record ListenSettings(String host, int port, @Nullable Address advertised, boolean beyondLoopback) {
    /** The loopback address and a free port. */
    public static final ListenSettings DEFAULTS = new ListenSettings("127.0.0.1", 0, null, false);

    /** Checks the bounds. */
    public ListenSettings {
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("listeners must name a host");
        }
        Bounds.between("listeners: port", port, 0, 65_535);
    }

    /** Returns these settings with another port. */
    public ListenSettings withPort(int newPort) {
        return new ListenSettings(host, newPort, advertised, beyondLoopback);
    }

    /** Returns these settings with another host. */
    public ListenSettings withHost(String newHost) {
        return new ListenSettings(newHost, port, advertised, beyondLoopback);
    }

    /** Returns these settings with or without leave to be reached from other machines. */
    public ListenSettings withBeyondLoopback(boolean allowed) {
        return new ListenSettings(host, port, advertised, allowed);
    }

    /** A host and a port as clients are to use them. */
    public record Address(String host, int port) {
        /** Checks the bounds. */
        public Address {
            Objects.requireNonNull(host, "host");
            Bounds.between("listeners: port", port, 0, 65_535);
        }
    }
}
