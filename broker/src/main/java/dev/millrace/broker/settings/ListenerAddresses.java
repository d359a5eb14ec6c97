package dev.millrace.broker.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the listeners of a node: {@code NAME://host:port}, several with commas between. Listeners of controllers are
 * left out, for this node needs none; exactly one other may remain, and it must be PLAINTEXT, by its name or by {@code
 * listener.security.protocol.map}.
 *
 * <p>Confined to whoever reads the settings.
 */
final class ListenerAddresses {
    private static final Pattern LISTENER = Pattern.compile("([A-Za-z0-9_.-]+)://\\[?([^\\]]*?)\\]?:(\\d{1,5})");
    private static final String PLAINTEXT = "PLAINTEXT";

    private final PropertyValues values;
    private final Set<String> controllers;
    private final Set<String> plaintext = new HashSet<>(Set.of(PLAINTEXT));

    ListenerAddresses(PropertyValues values) {
        this.values = values;
        this.controllers = Set.copyOf(list(values.peek("controller.listener.names")));
        for (String entry : list(values.peek("listener.security.protocol.map"))) {
            String[] parts = entry.split(":", 2);
            if (parts.length == 2 && parts[1].equals(PLAINTEXT)) {
                plaintext.add(parts[0]);
            }
        }
    }

    /** Returns the one address that a setting names; null if there is no such setting. */
    ListenSettings.@Nullable Address of(String name) {
        String text = values.text(name);
        if (text == null) {
            return null;
        }
        List<Matcher> found = new ArrayList<>();
        for (String listener : list(text)) {
            Matcher matcher = LISTENER.matcher(listener);
            if (!matcher.matches()) {
                throw refused(name, text);
            }
            if (!controllers.contains(matcher.group(1))) {
                found.add(matcher);
            }
        }
        if (found.size() != 1 || !plaintext.contains(found.get(0).group(1))) {
            throw refused(name, text);
        }
        Matcher only = found.get(0);
        return new ListenSettings.Address(only.group(2), Integer.parseInt(only.group(3)));
    }

    private static IllegalArgumentException refused(String name, String text) {
        return new IllegalArgumentException(
                name + " must be one PLAINTEXT://host:port, besides those of controllers: " + text);
    }

    private static List<String> list(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.trim().split("\\s*,\\s*"));
    }
}
