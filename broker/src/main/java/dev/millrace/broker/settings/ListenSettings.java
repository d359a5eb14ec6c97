package dev.millrace.broker.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where the broker listens, and how it knows its clients.
 *
 * <p>Immutable.
 *
 * @param listeners at least one; the first is the one that {@code Broker.bootstrapServers()} names ({@code listeners},
 *     {@code advertised.listeners}, {@code listener.security.protocol.map})
 * @param beyondLoopback whether it may be reached from other machines without any authentication
 *     ({@code millrace.listen.beyond.loopback})
 * @param security settings of TLS and SASL by the names of Apache Kafka: {@code ssl.*}, {@code sasl.*}, {@code
 *     connections.max.reauth.ms}, and the same with {@code listener.name.<name>.} before them
 */
public record ListenSettings(List<ListenerSettings> listeners, boolean beyondLoopback, Map<String, String> security) {
    /** The loopback address and a free port, for everybody there. */
    public static final ListenSettings DEFAULTS = new ListenSettings(
            List.of(new ListenerSettings("PLAINTEXT", ListenerProtocol.PLAINTEXT, "127.0.0.1", 0, null)),
            false,
            Map.of());

    /** Checks that the listeners have names of their own. */
    public ListenSettings {
        listeners = List.copyOf(listeners);
        security = Map.copyOf(security);
        if (listeners.isEmpty()) {
            throw new IllegalArgumentException("listeners must name at least one NAME://host:port");
        }
        Set<String> names = new HashSet<>();
        for (ListenerSettings listener : listeners) {
            if (!names.add(listener.name())) {
                throw new IllegalArgumentException("listeners has two of the name " + listener.name());
            }
        }
    }

    /** Returns the names of the listeners in their order. */
    public List<String> names() {
        return listeners.stream().map(ListenerSettings::name).toList();
    }

    /** Returns the listener that comes first. */
    public ListenerSettings first() {
        return listeners.get(0);
    }

    /** Returns these settings with another port of the first listener. */
    public ListenSettings withPort(int newPort) {
        ListenerSettings first = first();
        return withFirst(
                new ListenerSettings(first.name(), first.protocol(), first.host(), newPort, first.advertised()));
    }

    /** Returns these settings with another host of the first listener. */
    public ListenSettings withHost(String newHost) {
        ListenerSettings first = first();
        return withFirst(
                new ListenerSettings(first.name(), first.protocol(), newHost, first.port(), first.advertised()));
    }

    private ListenSettings withFirst(ListenerSettings first) {
        List<ListenerSettings> changed = new ArrayList<>(listeners);
        changed.set(0, first);
        return new ListenSettings(changed, beyondLoopback, security);
    }

    /** Returns these settings with or without leave to be reached from other machines by everybody. */
    public ListenSettings withBeyondLoopback(boolean allowed) {
        return new ListenSettings(listeners, allowed, security);
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
