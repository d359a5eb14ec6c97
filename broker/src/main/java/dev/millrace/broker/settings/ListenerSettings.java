package dev.millrace.broker.settings;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * One place where the broker listens, and which address it tells the clients that come there.
 *
 * <p>Immutable.
 *
 * @param name of the listener, by which other settings refer to it
 * @param protocol how its clients are kept apart from strangers
 * @param host name or address to bind
 * @param port to bind; 0 picks a free one
 * @param advertised what clients are told instead; null for host and port as bound
 */
public record ListenerSettings(
        String name, ListenerProtocol protocol, String host, int port, ListenSettings.@Nullable Address advertised) {
    /** Checks the bounds. */
    public ListenerSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(host, "host");
        if (host.isBlank()) {
            throw new IllegalArgumentException("listeners must name a host");
        }
        Bounds.between("listeners: port", port, 0, 65_535);
    }

    /** Returns the address that clients are told. */
    public ListenSettings.Address toldAddress(int boundPort) {
        return advertised == null ? new ListenSettings.Address(host, boundPort) : advertised;
    }
}
