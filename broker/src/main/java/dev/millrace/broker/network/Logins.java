package dev.millrace.broker.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.network.ChannelState;
import org.apache.kafka.common.network.KafkaChannel;
import org.apache.kafka.common.network.NetworkReceive;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is left of logins beside the channels, which do them: logins anew on an open connection (KIP-368), sessions that
 * have run out, and a line in the log for those that fail, once in a while for each address.
 *
 * <p>Confined to the event-loop thread.
 */
final class Logins {
    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    private static final int REMEMBERED_PEERS = 256;
    private static final long QUIET_MS = 60_000;

    private final Time time;
    private final Map<String, Long> complainedAtMs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_PEERS;
        }
    };

    Logins(Time time) {
        this.time = time;
    }

    /**
     * Takes a request that belongs to a login, or comes after the end of a session.
     *
     * @return whether it was taken; then nobody else is to handle it
     * @throws AuthenticationException if a login anew is refused, or came too late
     */
    boolean takes(KafkaChannel channel, NetworkReceive receive) {
        ByteBuffer payload = receive.payload();
        boolean handshake =
                payload.remaining() >= Short.BYTES && payload.getShort(payload.position()) == ApiKeys.SASL_HANDSHAKE.id;
        try {
            if (handshake && channel.maybeBeginServerReauthentication(receive, time::nanoseconds)) {
                return true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a login anew failed", e);
        }
        if (channel.serverAuthenticationSessionExpired(time.nanoseconds())) {
            throw new AuthenticationException("the session is over, and there was no login anew");
        }
        return false;
    }

    /** Says in the log that a login failed, if that is why a connection is gone. */
    void disconnected(String host, ChannelState state) {
        if (state.state() == ChannelState.State.AUTHENTICATION_FAILED) {
            failed(host, state.exception());
        }
    }

    /** Says in the log that a login failed, unless that was said of this address a short while ago. */
    void failed(String host, @Nullable AuthenticationException fault) {
        long nowMs = time.milliseconds();
        Long before = complainedAtMs.get(host);
        if (before == null || nowMs - before >= QUIET_MS) {
            complainedAtMs.put(host, nowMs);
            LOG.warn("A login from {} failed: {}", host, fault == null ? "" : fault.getMessage());
        }
    }
}
