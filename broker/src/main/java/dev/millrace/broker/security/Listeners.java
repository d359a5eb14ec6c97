package dev.millrace.broker.security;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import dev.millrace.broker.settings.ListenSettings;

/**
 * Resolves the address to listen on and refuses one that strangers could reach.
 *
 * <p>Without state.
 */
public final class Listeners {
    private Listeners() {}

    /**
     * Returns the address to bind.
     *
     * @throws IllegalArgumentException if the host is unknown, or reachable from other machines without the user's
     *     leave
     */
    public static InetSocketAddress resolve(ListenSettings settings) {
        InetAddress address;
        try {
            address = InetAddress.getByName(settings.host());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("cannot listen on the unknown host " + settings.host(), e);
        }
        if (!address.isLoopbackAddress() && !settings.beyondLoopback()) {
            throw new IllegalArgumentException("refusing to listen on " + settings.host()
                    + ": whoever reaches it could read and write everything, since there is no authentication."
                    + " Listen on 127.0.0.1, or allow it with millrace.listen.beyond.loopback=true");
        }
        return new InetSocketAddress(address, settings.port());
    }
}
