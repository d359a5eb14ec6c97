package dev.millrace.streams.internal.changelog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.errors.StreamsException;

/**
 * The file lock by which one process owns a state directory. The operating system gives it back when the process ends,
 * in whichever way. <i>Immutable</i> but for being closed once.
 */
final class ProcessLock implements AutoCloseable {
    static final String FILE_NAME = ".lock";
    private static final Logger LOG = LoggerFactory.getLogger(ProcessLock.class);

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks {@code directory}, which must exist.
     *
     * @throws StreamsException if another instance holds it, in this process or another
     */
    static ProcessLock acquire(Path directory) {
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StreamsException("Unable to initialize state: another instance uses the state directory "
                        + directory + ". Give each instance on this machine its own state.dir.");
            }
            return new ProcessLock(channel);
        } catch (IOException failed) {
            throw new ProcessorStateException("Cannot lock the state directory " + directory, failed);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyReleased) {
            LOG.warn("Closing the lock of a state directory failed; the lock ends with the process", alreadyReleased);
        }
    }
}
