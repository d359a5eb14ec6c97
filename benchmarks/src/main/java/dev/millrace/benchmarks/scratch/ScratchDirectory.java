package dev.millrace.benchmarks.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for the files of a benchmark.
 *
 * <p><em>Immutable.</em>
 *
 * @param path where it is
 */
public record ScratchDirectory(Path path) implements AutoCloseable {

    /**
     * Makes one in the system's directory for temporary files.
     *
     * @return an empty directory
     * @throws UncheckedIOException if none can be made
     */
    public static ScratchDirectory create() {
        try {
            return new ScratchDirectory(Files.createTempDirectory("millrace-benchmark-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the directory and all that is in it. */
    @Override
    public void close() {
        try {
            for (Path entry : entriesInnerFirst()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + path, e);
        }
    }

    private List<Path> entriesInnerFirst() throws IOException {
        try (Stream<Path> entries = Files.walk(path)) {
            return entries.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
