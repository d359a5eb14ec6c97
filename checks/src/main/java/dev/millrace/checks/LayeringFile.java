package dev.millrace.checks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The contents of a {@code rooms.txt}: which rooms a module has, and which of them may do what. The package page shows
 * the format.
 *
 * <p><em>Immutable.</em>
 *
 * @param root the package all rooms are under
 * @param rooms for each room, relative to the root, what it may import: rooms of this module or full names of packages
 *     and classes of other modules
 * @param edges rooms and classes, relative to the root or in full, that may read clocks and start threads, each with
 *     its reason
 * @param innerClients rooms that may use inner packages of kafka-clients, each with its reason
 */
public record LayeringFile(
        String root, Map<String, Set<String>> rooms, Map<String, String> edges, Map<String, String> innerClients) {

    /** Copies the maps, keeping the order of the file. */
    public LayeringFile {
        rooms = Collections.unmodifiableMap(new LinkedHashMap<>(rooms));
        edges = Collections.unmodifiableMap(new LinkedHashMap<>(edges));
        innerClients = Collections.unmodifiableMap(new LinkedHashMap<>(innerClients));
    }

    /**
     * Reads the text of a {@code rooms.txt}.
     *
     * @param text the whole file
     * @return what it says
     * @throws IllegalArgumentException if a line cannot be understood, a room is named that is not listed above, or a
     *     permission lacks its reason; the message holds the line number
     */
    public static LayeringFile parse(String text) {
        return new LayeringFileParser().parse(text);
    }

    /**
     * Returns the room that a package is.
     *
     * @param packageName full name of a package
     * @return the name relative to the root, empty for the root itself; the full name if it is not under the root
     */
    public String roomOf(String packageName) {
        if (packageName.equals(root)) {
            return "";
        }
        return isUnderRoot(packageName) ? packageName.substring(root.length() + 1) : packageName;
    }

    /**
     * Says whether a package is the root or lies under it.
     *
     * @param packageName full name of a package
     * @return whether a room is expected for the package
     */
    public boolean isUnderRoot(String packageName) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }

    /**
     * Says whether a class may read clocks, sleep and start threads, by itself or because its whole room may.
     *
     * @param className full name of a top-level class
     * @param packageName full name of its package
     * @return whether the section {@code [edges]} names it
     */
    public boolean isEdge(String className, String packageName) {
        return edges.containsKey(roomOf(packageName))
                || edges.containsKey(className)
                || isUnderRoot(packageName) && edges.containsKey(className.substring(root.length() + 1));
    }
}
