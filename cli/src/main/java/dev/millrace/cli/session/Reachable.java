package dev.millrace.cli.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.millrace.cli.output.CommandFailed;
import dev.millrace.cli.output.WrongUsage;

/**
 * Looks whether anyone listens. A client would go on trying until the time-out, which is what a program wants and a
 * person with a typing error does not. Without state.
 */
final class Reachable {
    private static final int LONGEST_MS = 5_000;

    private Reachable() {}

    /**
     * Returns if one of the servers accepts a connection.
     *
     * @throws CommandFailed if none does
     * @throws WrongUsage if one is not of the form host and port
     */
    static void check(String servers, int timeoutMs) {
        List<String> refusals = new ArrayList<>();
        for (String server : servers.split(",")) {
            String refusal = refusal(server.strip(), Math.min(timeoutMs, LONGEST_MS));
            if (refusal == null) {
                return;
            }
            refusals.add(refusal);
        }
        throw new CommandFailed("cannot connect to " + String.join(", ", refusals));
    }

    private static @Nullable String refusal(String server, int timeoutMs) {
        String host = Utils.getHost(server);
        Integer port = Utils.getPort(server);
        if (host == null || port == null) {
            throw new WrongUsage("--bootstrap-server " + server + " is not of the form HOST:PORT");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return server + " (no such host)";
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, timeoutMs);
            return null;
        } catch (IOException e) {
            return server + " (" + e.getMessage() + ")";
        }
    }
}
