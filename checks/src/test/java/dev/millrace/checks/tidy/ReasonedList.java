package dev.millrace.checks.tidy;

import java.util.Map;
import java.util.TreeMap;

/** Reads a list of exemptions: {@code name: reason} a line, with comment lines that begin with {@code #}. */
final class ReasonedList {

    private ReasonedList() {}

    static Map<String, String> parse(String text) {
        Map<String, String> entries = new TreeMap<>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> addTo(entries, line));
        return entries;
    }

    private static void addTo(Map<String, String> entries, String line) {
        String[] parts = line.split(":\\s*", 2);
        if (parts.length < 2 || parts[1].isBlank()) {
            throw new IllegalArgumentException("An exemption needs a reason after a colon: " + line);
        }
        entries.put(parts[0], parts[1]);
    }
}
