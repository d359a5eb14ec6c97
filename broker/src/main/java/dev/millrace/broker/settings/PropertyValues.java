package dev.millrace.broker.settings;

import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads typed values out of properties and remembers which names were asked for.
 *
 * <p>Confined to one thread.
 */
final class PropertyValues {
    private final Properties properties;
    private final Set<String> known = new HashSet<>();

    PropertyValues(Properties properties) {
        this.properties = properties;
    }

    /** Returns a value and takes note that the setting has an effect. */
    @Nullable
    String text(String name) {
        known.add(name);
        return peek(name);
    }

    /** Returns a value that only helps to read another one. */
    @Nullable
    String peek(String name) {
        Object value = properties.get(name);
        if (value == null) {
            value = properties.getProperty(name);
        }
        return value == null ? null : value.toString().trim();
    }

    /** Returns all settings whose names match and have an effect. */
    Map<String, String> matching(Pattern names) {
        Map<String, String> found = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            String value = names.matcher(name).matches() && SingleNodeSettings.reason(name) == null ? text(name) : null;
            if (value != null) {
                found.put(name, value);
            }
        }
        return found;
    }

    long number(String name, long otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number: " + text, e);
        }
    }

    int count(String name, int otherwise) {
        long number = number(name, otherwise);
        Bounds.between(name, number, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return (int) number;
    }

    boolean yesOrNo(String name, boolean otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(name + " must be true or false: " + text);
        }
        return text.equals("true");
    }

    /** Accepts a setting of clusters if it asks for what a single node is. */
    void onlyOne(String name) {
        long number = number(name, 1);
        if (number != 1 && number != -1) {
            throw new IllegalArgumentException(name + " must be 1 (or -1) on a single node: " + number);
        }
    }

    /** Accepts a setting that has one meaningful value here. */
    void only(String name, String value) {
        String text = text(name);
        if (text != null && !text.equals(value)) {
            throw new IllegalArgumentException(name + " can only be " + value + " here: " + text);
        }
    }

    /** Returns the settings that were given but never asked for, with the reason why they have no effect. */
    Map<String, String> withoutEffect() {
        Map<String, String> reasons = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            String reason = known.contains(name) ? null : SingleNodeSettings.reason(name);
            if (reason != null) {
                reasons.put(name, reason);
            }
        }
        return reasons;
    }

    /** Refuses whatever was never asked for and means nothing to a single node either. */
    void refuseUnknown() {
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(known);
        unknown.removeAll(withoutEffect().keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown broker settings: " + String.join(", ", unknown) + "; known are "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }
}
