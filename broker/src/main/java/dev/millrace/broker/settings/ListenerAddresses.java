package dev.millrace.broker.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the listeners of a node: {@code NAME://host:port}, several with commas between. The protocol of each
 * is its name, unless {@code listener.security.protocol.map} has another. Listeners of controllers are left out, for
 * this node needs none.
 *
 * <p>Confined to whoever reads the settings.
 */
final class ListenerAddresses {
    private static final Pattern LISTENER = Pattern.compile("([A-Za-z0-9_.-]+)://\\[?([^\\]]*?)\\]?:(\\d{1,5})");
    private static final Pattern SECURITY =
            Pattern.compile("(listener\\.name\\..+|ssl\\..+|sasl\\..+|connections\\.max\\.reauth\\.ms)");
    private static final Pattern SECRET = Pattern.compile(".*(password|jaas\\.config|keystore\\.key)");
    private static final String MAP = "listener.security.protocol.map";

    private final PropertyValues values;
    private final Set<String> controllers;
    private final Map<String, ListenerProtocol> protocols = new HashMap<>();

    ListenerAddresses(PropertyValues values) {
        this.values = values;
        this.controllers = Set.copyOf(list(values.peek("controller.listener.names")));
        for (ListenerProtocol protocol : ListenerProtocol.values()) {
            protocols.put(protocol.name(), protocol);
        }
        for (String entry : list(values.text(MAP))) {
            String[] parts = entry.split(":", 2);
            protocols.put(parts[0], protocol(parts.length == 2 ? parts[1] : ""));
        }
    }

    private static ListenerProtocol protocol(String name) {
        for (ListenerProtocol protocol : ListenerProtocol.values()) {
            if (protocol.name().equals(name)) {
                return protocol;
            }
        }
        throw new IllegalArgumentException(MAP + " must be of NAME:PROTOCOL with the protocols "
                + List.of(ListenerProtocol.values()) + ", not " + name);
    }

    /** Returns the listeners that the settings name, and how they know their clients. */
    ListenSettings read() {
        Map<String, ListenSettings.Address> bound = addresses("listeners");
        Map<String, ListenSettings.Address> advertised = addresses("advertised.listeners");
        boolean beyondLoopback = values.yesOrNo("millrace.listen.beyond.loopback", false);
        Map<String, String> security = values.matching(SECURITY);
        if (bound == null) {
            return new ListenSettings(ListenSettings.DEFAULTS.listeners(), beyondLoopback, security);
        }
        List<ListenerSettings> listeners = new ArrayList<>();
        bound.forEach((name, address) -> listeners.add(new ListenerSettings(
                name,
                protocolOf(name),
                address.host().isEmpty() ? "0.0.0.0" : address.host(),
                address.port(),
                advertised == null ? null : advertised.remove(name))));
        if (advertised != null && !advertised.isEmpty()) {
            throw new IllegalArgumentException(
                    "advertised.listeners must name listeners that there are, not " + advertised.keySet());
        }
        return new ListenSettings(listeners, beyondLoopback, security);
    }

    private ListenerProtocol protocolOf(String name) {
        ListenerProtocol protocol = protocols.get(name);
        if (protocol == null) {
            throw new IllegalArgumentException(
                    "listeners has " + name + ", whose protocol is neither its name nor in " + MAP);
        }
        return protocol;
    }

    private @Nullable Map<String, ListenSettings.Address> addresses(String setting) {
        String text = values.text(setting);
        if (text == null) {
            return null;
        }
        Map<String, ListenSettings.Address> found = new LinkedHashMap<>();
        for (String listener : list(text)) {
            Matcher matcher = LISTENER.matcher(listener);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        setting + " must be of NAME://host:port with commas between: " + text);
            }
            String name = matcher.group(1);
            var address = new ListenSettings.Address(matcher.group(2), Integer.parseInt(matcher.group(3)));
            if (!controllers.contains(name) && found.put(name, address) != null) {
                throw new IllegalArgumentException(setting + " has two of the name " + name);
            }
        }
        return found;
    }

    private static List<String> list(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.trim().split("\\s*,\\s*"));
    }

    /** Writes the listeners as they are read; secrets are left out. */
    static void write(ListenSettings listen, Map<String, Object> to) {
        to.put("listeners", join(listen, listener -> url(listener.name(), listener.host(), listener.port())));
        if (listen.listeners().stream().anyMatch(listener -> listener.advertised() != null)) {
            to.put("advertised.listeners", join(listen, ListenerAddresses::advertisedUrl));
        }
        to.put(MAP, join(listen, listener -> listener.name() + ":" + listener.protocol()));
        to.put("millrace.listen.beyond.loopback", listen.beyondLoopback());
        new TreeMap<>(listen.security()).forEach((name, value) -> {
            if (!SECRET.matcher(name).matches()) {
                to.put(name, value);
            }
        });
    }

    private static @Nullable String advertisedUrl(ListenerSettings listener) {
        ListenSettings.Address advertised = listener.advertised();
        return advertised == null ? null : url(listener.name(), advertised.host(), advertised.port());
    }

    private static String join(
            ListenSettings listen, java.util.function.Function<ListenerSettings, @Nullable String> text) {
        return listen.listeners().stream()
                .map(text)
                .filter(java.util.Objects::nonNull)
                .collect(Collectors.joining(","));
    }

    private static String url(String name, String host, int port) {
        return name + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
