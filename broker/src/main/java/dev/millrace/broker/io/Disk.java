package dev.millrace.broker.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The file system, as far as the broker uses it. What has been written, created, moved or deleted is certain to outlive
 * a loss of power only after {@link FileChannel#force} on the file and {@link #syncDirectory} on its directory.
 *
 * <p><em>Thread-safe: implementations keep no state that two calls could fight over.</em>
 */
public interface Disk {

    /** The file system of this machine. */
    Disk LOCAL = new LocalDisk();

    /**
     * Opens a file.
     *
     * @param file the file
     * @param options as for {@link FileChannel#open(Path, OpenOption...)}
     * @return its channel
     * @throws IOException if it cannot be opened
     */
    FileChannel open(Path file, OpenOption... options) throws IOException;

    /**
     * Gives a file or directory another name, in one step: whoever looks sees the old or the new state. A file of that
     * name is replaced.
     *
     * @param from the present name
     * @param to the new name, in the same file system
     * @throws IOException if that fails; nothing has changed then
     */
    void move(Path from, Path to) throws IOException;

    /**
     * Deletes a file or an empty directory; that it is gone already is no error.
     *
     * @param path what to delete
     * @throws IOException if it is still there
     */
    void delete(Path path) throws IOException;

    /**
     * Makes a directory and those above it, as far as they are missing.
     *
     * @param directory the directory
     * @throws IOException if it cannot be made
     */
    void createDirectories(Path directory) throws IOException;

    /**
     * Lists what is in a directory.
     *
     * @param directory the directory
     * @return its entries, sorted by name; empty if it does not exist
     * @throws IOException if it cannot be read
     */
    List<Path> list(Path directory) throws IOException;

    /**
     * Makes the names in a directory durable.
     *
     * @param directory the directory
     * @throws IOException if the disk fails
     */
    void syncDirectory(Path directory) throws IOException;
}
