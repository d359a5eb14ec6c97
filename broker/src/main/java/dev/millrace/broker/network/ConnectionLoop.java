package dev.millrace.broker.network;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.memory.SimpleMemoryPool;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.network.NetworkSend;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.api.Call;
import dev.millrace.broker.api.Caller;
import dev.millrace.broker.api.Dispatcher;
import dev.millrace.broker.metrics.BrokerMetrics;
import dev.millrace.broker.metrics.RequestTimes;
import dev.millrace.broker.settings.RequestSettings;

/**
 * The event loop of the broker: it reads requests, has them handled on the spot, and writes responses.
 *
 * <p>{@link #runOnce()} is one turn: run what other threads left, run what is due, wait for the sockets, handle what
 * came, let parked requests look. Whatever the handlers share is confined to the thread that calls it.
 *
 * <p>Confined to the event-loop thread, except for {@link #accept}, {@link #stop} and {@link #close}, each of which
 * says so.
 */
public final class ConnectionLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLoop.class);
    private static final long LONGEST_WAIT_MS = 10_000;

    private final RequestSettings settings;
    private final LoopMailbox mailbox;
    private final LoopClock clock;
    private final Time time;
    private final Selector selector;
    private final FrameGuard guard = new FrameGuard();
    private final Logins logins;
    private final Map<String, Connection> connections = new HashMap<>();
    private final List<Connection> closedNow = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Dispatcher dispatcher;
    private final ListenerChannels channels;
    private final ConnectionListener listener;
    private final BrokerMetrics figures;
    private long connectionCount;
    private long readNanos;

    /**
     * Makes a loop without connections.
     *
     * @param mailbox what other threads leave for the loop
     * @param clock what is to be run in every turn
     * @param dispatcher handles the requests
     * @param listener is told when a connection has closed
     * @param channels builds the channel of each connection
     * @param figures counts and times the requests
     */
    public ConnectionLoop(
            RequestSettings settings,
            LoopMailbox mailbox,
            LoopClock clock,
            Dispatcher dispatcher,
            ConnectionListener listener,
            ListenerChannels channels,
            BrokerMetrics figures,
            Time time) {
        this.channels = channels;
        this.figures = figures;
        this.settings = settings;
        this.mailbox = mailbox;
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.listener = listener;
        this.time = time;
        this.logins = new Logins(time);
        this.selector = selector();
        mailbox.wakeWith(selector::wakeup);
    }

    private Selector selector() {
        return new Selector(
                settings.maxBytes(),
                settings.maxIdleMs(),
                Selector.NO_FAILED_AUTHENTICATION_DELAY,
                figures.clientLibrary(),
                time,
                "socket-server",
                figures.selectorTags(),
                false,
                false,
                channels,
                new SimpleMemoryPool(settings.queuedBytes(), settings.maxBytes(), false, null),
                new LogContext());
    }

    /** Takes over a connection. Any thread may call. */
    public void accept(SocketChannel channel, String listenerName) {
        mailbox.execute(() -> register(channel, listenerName));
    }

    private void register(SocketChannel channel, String listenerName) {
        String host = channel.socket().getInetAddress().getHostAddress();
        if (connections.size() >= settings.maxConnections()) {
            LOG.warn("Refusing a connection from {}: max.connections is {}", host, settings.maxConnections());
            Utils.closeQuietly(channel, "refused connection");
            return;
        }
        String id = host + ":" + channel.socket().getPort() + "-" + connectionCount++;
        try {
            channels.nextComesTo(listenerName);
            selector.register(id, channel);
            connections.put(
                    id, new Connection(id, host, listenerName, selector, settings.maxInFlight(), closedNow::add));
        } catch (IOException | RuntimeException e) {
            LOG.warn("A connection from {} could not be taken over: {}", host, e.toString());
            Utils.closeQuietly(channel, "connection that could not be taken over");
        }
    }

    /** Runs turns until {@link #stop()} is called; a turn that fails by a fault of ours does not end the broker. */
    public void run() {
        while (!stopped.get()) {
            try {
                runOnce();
            } catch (RuntimeException | VirtualMachineError e) {
                // Even with the heap used up: the next turn frees what this one held.
                LOG.error("A turn of the event loop failed", e);
            }
        }
    }

    /** Runs one turn, which waits for something to happen unless something has. */
    public void runOnce() {
        mailbox.runAll();
        long nextMs = clock.tick(time.milliseconds());
        poll(nextMs);
        noticeDisconnects();
        finishSends();
        handleReceives();
        dropClosed();
        clock.settle();
    }

    private void poll(long nextMs) {
        long waitMs = mailbox.isEmpty() ? Math.max(0, nextMs - time.milliseconds()) : 0;
        long beforeNanos = figures.nowNanos();
        try {
            selector.poll(Math.min(waitMs, LONGEST_WAIT_MS));
        } catch (IOException e) {
            LOG.error("Waiting for the sockets failed; trying again", e);
        }
        readNanos = figures.nowNanos();
        figures.idle(readNanos - beforeNanos);
    }

    private void noticeDisconnects() {
        selector.disconnected().forEach((id, state) -> {
            Connection connection = connections.get(id);
            if (connection != null) {
                logins.disconnected(connection.host(), state);
                connection.close();
            }
        });
    }

    private void finishSends() {
        for (NetworkSend send : selector.completedSends()) {
            Connection connection = connections.get(send.destinationId());
            if (connection != null) {
                connection.sent();
            }
        }
        selector.clearCompletedSends();
    }

    private void handleReceives() {
        for (NetworkReceive receive : selector.completedReceives()) {
            Connection connection = connections.get(receive.source());
            if (connection == null || !handle(connection, receive)) {
                Utils.closeQuietly(receive, "received request");
            }
        }
        selector.clearCompletedReceives();
    }

    /**
     * Handles a request; whatever goes wrong with it costs its connection alone.
     *
     * @return whether it begins a login anew, to which its buffer then belongs
     */
    private boolean handle(Connection connection, NetworkReceive receive) {
        try {
            KafkaChannel channel = channelOf(connection);
            if (channel == null) {
                return false;
            }
            if (logins.takes(channel, receive)) {
                return true;
            }
            dispatch(connection, channel, guard.parse(receive.payload()), receive.size());
        } catch (MalformedFrame fault) {
            guard.complain(connection.host(), fault);
            connection.hangUp();
        } catch (AuthenticationException fault) {
            logins.failed(connection.host(), fault);
            connection.hangUp();
        } catch (RuntimeException e) {
            LOG.error("A request of {} failed; its connection is closed, the others go on", connection.host(), e);
            connection.hangUp();
        }
        return false;
    }

    /** Returns the channel of a connection, also of one whose client has left and whose last requests are read. */
    private @Nullable KafkaChannel channelOf(Connection connection) {
        KafkaChannel open = selector.channel(connection.id());
        return open == null ? selector.closingChannel(connection.id()) : open;
    }

    private void dispatch(Connection connection, KafkaChannel channel, Frame frame, int bytes) {
        RequestTimes times = figures.requests().begin(frame.request().apiKey(), frame.version(), bytes, readNanos);
        String clientId = frame.header().clientId();
        Caller caller = connection.caller(clientId == null ? "" : clientId, channel);
        dispatcher.dispatch(new Call(caller, frame.version(), frame.request(), connection.begin(frame, times)));
        times.handled();
    }

    private void dropClosed() {
        for (int i = 0; i < closedNow.size(); i++) {
            Connection connection = closedNow.get(i);
            connections.remove(connection.id());
            listener.closed(connection.id());
        }
        closedNow.clear();
    }

    /** Lets {@link #run()} return after the current turn. Any thread may call. */
    public void stop() {
        stopped.set(true);
        selector.wakeup();
    }

    /** Closes all connections. To be called by the thread that ran the loop, or after it has ended. */
    @Override
    public void close() {
        List.copyOf(connections.values()).forEach(Connection::close);
        connections.clear();
        mailbox.runAll();
        Utils.closeQuietly(selector, "selector");
    }
}
