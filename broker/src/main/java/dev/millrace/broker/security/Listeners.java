package dev.millrace.broker.security;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import dev.millrace.broker.settings.ListenSettings;
import dev.millrace.broker.settings.ListenerProtocol;
import dev.millrace.broker.settings.ListenerSettings;

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
     * @throws IllegalArgumentException if the host is unknown, or reachable from other machines by clients that need
     *     not say who they are, without the user's leave
     */
    public static InetSocketAddress resolve(ListenerSettings listener, ListenSettings settings) {
        InetAddress address;
        try {
            address = InetAddress.getByName(listener.host());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("cannot listen on the unknown host " + listener.host(), e);
        }
        if (!address.isLoopbackAddress() && !settings.beyondLoopback() && !knowsClients(listener, settings)) {
            throw new IllegalArgumentException("refusing to listen on " + listener.host()
                    + ": whoever reaches it could read and write everything, since listener " + listener.name()
                    + " has no authentication. Listen on 127.0.0.1, use SASL_SSL, SASL_PLAINTEXT or SSL with"
                    + " ssl.client.auth=required, or allow it with millrace.listen.beyond.loopback=true");
        }
        return new InetSocketAddress(address, listener.port());
    }

    private static boolean knowsClients(ListenerSettings listener, ListenSettings settings) {
        return listener.protocol().isSasl()
                || listener.protocol() == ListenerProtocol.SSL
                        && SecurityConfig.requiresCertificates(listener, settings);
    }
}
