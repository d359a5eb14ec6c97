package dev.millrace.broker.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a second broker out of a data directory. The operating system gives the lock back when the process dies,
 * however it dies.
 *
 * <p><em>Thread-safe: immutable but for the channel, which is closed once.</em>
 */
public final class DirectoryLock implements Closeable {

    private static final String NAME = ".lock";

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a directory.
     *
     * @param disk where it lies
     * @param directory an existing directory
     * @return the lock, to be closed
     * @throws IOException if another process, or this one, holds it already
     */
    public static DirectoryLock take(Disk disk, Path directory) throws IOException {
        FileChannel channel = disk.open(directory.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IOException("data directory " + directory + " is in use by another broker");
        }
        return new DirectoryLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
