package dev.millrace.cli.dump;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A file to be shown, and what is known about its place.
 *
 * @param path the file
 * @param topic name of its topic; null if unknown
 * @param partition number of its partition; null if unknown
 */
record DumpedFile(Path path, @Nullable String topic, @Nullable Integer partition) {

    /** Returns the last part of the path. */
    String name() {
        return path.getFileName().toString();
    }

    /** Returns the file with another ending, in the same directory. */
    Path sibling(String from, String to) {
        return path.resolveSibling(name().substring(0, name().length() - from.length()) + to);
    }
}
