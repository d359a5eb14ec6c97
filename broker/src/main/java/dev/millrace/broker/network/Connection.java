package dev.millrace.broker.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.NetworkSend;
import org.apache.kafka.common.network.Selector;
import org.apache.kafka.common.network.Send;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.SendBuilder;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.broker.api.Caller;
import dev.millrace.broker.api.Exchange;
import dev.millrace.broker.metrics.RequestTimes;

/**
 * One client connection: its requests in the order in which they came, and the one response that is being sent.
 *
 * <p>A client may send further requests before the first is answered. They are worked on at once, so that several
 * produce requests share one sync of the disk and a close is noticed while a join waits, but the responses go out in
 * the order of the requests, as the protocol demands. Reading stops while too many are open.
 *
 * <p>Confined to the event-loop thread.
 */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final String id;
    private final String host;
    private final String listener;
    private final Selector selector;
    private final int maxInFlight;
    private final Consumer<Connection> onClosed;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable RequestTimes sending;
    private @Nullable Caller caller;
    private boolean muted;
    private boolean closed;

    Connection(
            String id,
            String host,
            String listener,
            Selector selector,
            int maxInFlight,
            Consumer<Connection> onClosed) {
        this.id = id;
        this.host = host;
        this.listener = listener;
        this.selector = selector;
        this.maxInFlight = maxInFlight;
        this.onClosed = onClosed;
    }

    String id() {
        return id;
    }

    String host() {
        return host;
    }

    /** Returns who sends a request; whoever a connection belongs to at its first request, it belongs to for good. */
    Caller caller(String clientId, KafkaChannel channel) {
        if (caller == null || !caller.clientId().equals(clientId)) {
            KafkaPrincipal principal = caller == null ? channel.principal() : caller.principal();
            caller = new Caller(id, clientId, host, listener, principal);
        }
        return caller;
    }

    boolean isClosed() {
        return closed;
    }

    /** Begins an exchange for a request that was just received. */
    Exchange begin(Frame frame, RequestTimes times) {
        Open exchange = new Open(frame, times);
        open.add(exchange);
        if (!muted && !closed && open.size() >= maxInFlight) {
            muted = true;
            selector.mute(id);
        }
        return exchange;
    }

    /** Goes on with the next response, because one has been sent. */
    void sent() {
        if (sending != null) {
            sending.gone();
            sending = null;
        }
        advance();
    }

    /** Drops everything that is open and tells those who wait; the channel is gone already. Does nothing again. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (Open exchange : open) {
            exchange.abandon();
        }
        open.clear();
        onClosed.accept(this);
    }

    /** Closes the channel and everything that is open. */
    void hangUp() {
        if (!closed) {
            selector.close(id);
            close();
        }
    }

    private void advance() {
        while (!closed && sending == null) {
            Open first = open.peek();
            if (first == null || !first.ended) {
                break;
            }
            open.remove();
            first.times.sending();
            if (first.response == null) {
                first.times.gone();
            } else {
                sending = first.times;
                selector.send(new NetworkSend(id, first.response));
            }
        }
        if (muted && !closed && open.size() < maxInFlight) {
            muted = false;
            selector.unmute(id);
        }
    }

    private final class Open implements Exchange {
        private final RequestTimes times;
        private @Nullable Frame frame;
        private @Nullable Send response;
        private @Nullable Runnable onClose;
        private boolean ended;

        Open(Frame frame, RequestTimes times) {
            this.frame = frame;
            this.times = times;
        }

        @Override
        public void send(ApiMessage message) {
            Frame request = end();
            if (request == null || closed) {
                return;
            }
            try {
                response =
                        SendBuilder.buildResponseSend(request.header().toResponseHeader(), message, request.version());
                advance();
            } catch (RuntimeException e) {
                LOG.error("The answer to {} of {} cannot be written", request.header(), host, e);
                Connection.this.hangUp();
            }
        }

        @Override
        public void nothing() {
            end();
            advance();
        }

        @Override
        public void hangUp() {
            end();
            Connection.this.hangUp();
        }

        @Override
        public void onClose(Runnable action) {
            onClose = action;
        }

        void abandon() {
            Runnable action = onClose;
            end();
            if (action != null) {
                action.run();
            }
        }

        private @Nullable Frame end() {
            Frame request = frame;
            assert request != null || closed : "answered twice";
            frame = null;
            onClose = null;
            ended = true;
            times.answered();
            return request;
        }
    }
}
