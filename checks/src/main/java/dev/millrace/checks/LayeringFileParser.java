package dev.millrace.checks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads a {@code rooms.txt} line by line, and holds what has been read so far.
 *
 * <p><em>Confined to the thread that parses;</em> made for one file.
 */
final class LayeringFileParser {

    private static final String ROOMS_HEADER = "[rooms ";

    private final Map<String, Set<String>> rooms = new LinkedHashMap<>();
    private final Map<String, String> edges = new LinkedHashMap<>();
    private final Map<String, String> innerClients = new LinkedHashMap<>();
    private String root = "";
    private String section = "";
    private int lineNumber;

    LayeringFile parse(String text) {
        for (String line : text.split("\n", -1)) {
            lineNumber++;
            String content = line.strip();
            if (content.startsWith("[")) {
                openSection(content);
            } else if (!content.isEmpty() && !content.startsWith("#")) {
                readEntry(content);
            }
        }
        if (root.isEmpty()) {
            throw fault("no section [rooms ROOT-PACKAGE]");
        }
        return new LayeringFile(root, rooms, edges, innerClients);
    }

    private void openSection(String header) {
        if (header.startsWith(ROOMS_HEADER) && header.endsWith("]")) {
            root = header.substring(ROOMS_HEADER.length(), header.length() - 1).strip();
            section = "rooms";
        } else if (header.equals("[edges]") || header.equals("[inner clients]")) {
            section = header.substring(1, header.length() - 1);
        } else {
            throw fault("unknown section " + header + "; there are [rooms ROOT-PACKAGE], [edges], [inner clients]");
        }
    }

    private void readEntry(String content) {
        int colon = content.indexOf(':');
        if (colon <= 0 || section.isEmpty()) {
            throw fault("expected 'name: ...' inside a section, found: " + content);
        }
        String name = content.substring(0, colon).strip();
        String rest = content.substring(colon + 1).strip();
        switch (section) {
            case "rooms" -> addRoom(name, rest);
            case "edges" -> addPermission(edges, name, rest);
            default -> addPermission(innerClients, name, rest);
        }
    }

    private void addRoom(String room, String imports) {
        Set<String> allowed = new LinkedHashSet<>();
        for (String target : imports.split("\\s+")) {
            if (target.isEmpty()) {
                continue;
            }
            if (!rooms.containsKey(target) && !target.startsWith("dev.millrace.")) {
                throw fault(
                        "room " + room + " may not import " + target + ": list that room above it first, or write the"
                                + " full name of a package of another module");
            }
            allowed.add(target);
        }
        if (rooms.put(room, allowed) != null) {
            throw fault("room " + room + " is listed twice");
        }
    }

    private void addPermission(Map<String, String> permissions, String name, String reason) {
        if (reason.isEmpty()) {
            throw fault(name + " needs a reason after the colon");
        }
        if (permissions.put(name, reason) != null) {
            throw fault(name + " is listed twice");
        }
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("rooms.txt line " + lineNumber + ": " + what);
    }
}
