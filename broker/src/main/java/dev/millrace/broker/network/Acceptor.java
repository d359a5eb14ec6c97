package dev.millrace.broker.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.security.Listeners;
import dev.millrace.broker.settings.ListenSettings;
import dev.millrace.broker.settings.ListenerSettings;

/**
 * The listening socket: it takes connections and hands them over.
 *
 * <p>Bound when it is made, so that the port is known and taken before anything else starts; clients that connect
 * before {@link #run} wait in the backlog of the operating system.
 *
 * <p>Thread-safe: all state is in the channel.
 */
public final class Acceptor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final int BACKLOG = 512;
    private static final long PAUSE_MS = 100;

    private final ServerSocketChannel channel;
    private final ListenerSettings listener;
    private final Time time;

    private Acceptor(ServerSocketChannel channel, ListenerSettings listener, Time time) {
        this.listener = listener;
        this.channel = channel;
        this.time = time;
    }

    /**
     * Binds the socket.
     *
     * @throws IllegalArgumentException if strangers could reach the address and nobody allowed that
     * @throws IOException if the address is in use or may not be used
     */
    public static Acceptor open(ListenerSettings listener, ListenSettings settings, Time time) throws IOException {
        InetSocketAddress address = Listeners.resolve(listener, settings);
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(address, BACKLOG);
            return new Acceptor(channel, listener, time);
        } catch (IOException e) {
            Utils.closeQuietly(channel, "listening socket");
            throw new IOException(
                    "cannot listen on " + listener.host() + ":" + listener.port() + ": " + e.getMessage(), e);
        }
    }

    /** Returns whom it takes connections for. */
    public ListenerSettings listener() {
        return listener;
    }

    /** Returns the port that is bound. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    /** Accepts connections until {@link #close()} is called. */
    public void run(Consumer<SocketChannel> handOver) {
        while (channel.isOpen()) {
            try {
                handOver.accept(prepare(channel.accept()));
            } catch (ClosedChannelException e) {
                LOG.debug("No longer accepting connections");
            } catch (IOException e) {
                // Out of file descriptors, most likely: without a pause this would spin.
                LOG.warn("A connection could not be accepted: {}", e.toString());
                time.sleep(PAUSE_MS);
            }
        }
    }

    private static SocketChannel prepare(SocketChannel accepted) throws IOException {
        try {
            accepted.configureBlocking(false);
            accepted.socket().setTcpNoDelay(true);
            accepted.socket().setKeepAlive(true);
            return accepted;
        } catch (IOException e) {
            Utils.closeQuietly(accepted, "accepted connection");
            throw e;
        }
    }

    /** Stops accepting and frees the port. */
    @Override
    public void close() {
        Utils.closeQuietly(channel, "listening socket");
    }
}
