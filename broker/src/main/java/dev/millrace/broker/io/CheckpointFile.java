package dev.millrace.broker.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A small file that is only ever replaced as a whole. After a crash at any moment it holds the old or the new content,
 * and once {@link #write} has returned, the new.
 *
 * <p>The new content is written aside, synced, given the name, and the name is synced. Its last bytes are a
 * {@link ChecksumFooter}, so that rot is seen too.
 *
 * <p><em>Thread-safe: as far as there is one writer at a time; it keeps nothing in memory.</em>
 */
public final class CheckpointFile {

    private static final String ASIDE = ".tmp";
    private static final int LARGEST = Integer.MAX_VALUE - 64;

    private final Disk disk;
    private final Path file;

    /**
     * Names a checkpoint; nothing is read or written yet.
     *
     * @param disk where it lies
     * @param file its name
     */
    public CheckpointFile(Disk disk, Path file) {
        this.disk = disk;
        this.file = file;
    }

    /**
     * Returns whether a file is the rest of a write that a crash has interrupted, so that it may be deleted.
     *
     * @param file a file in a directory that holds checkpoints
     */
    public static boolean isLeftover(Path file) {
        return file.toString().endsWith(ASIDE);
    }

    /**
     * Replaces the content.
     *
     * @param payload the new content
     * @throws IOException if the disk fails; a reader then finds the old content or the new
     */
    public void write(byte[] payload) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ASIDE);
        try (FileChannel channel = disk.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            FileBytes.write(channel, ChecksumFooter.seal(payload), 0);
            channel.force(true);
        }
        disk.move(aside, file);
        disk.syncDirectory(file.toAbsolutePath().getParent());
    }

    /**
     * Reads the content.
     *
     * @return what was last written; empty if there is no such file
     * @throws BrokenFile if the file is incomplete or altered
     * @throws IOException if the disk fails
     */
    public Optional<byte[]> read() throws IOException {
        byte[] content;
        try (FileChannel channel = disk.open(file, StandardOpenOption.READ)) {
            content = readAll(channel);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
        if (!ChecksumFooter.fits(content)) {
            throw new BrokenFile(file, "checksum does not fit its " + content.length + " bytes");
        }
        return Optional.of(Arrays.copyOf(content, content.length - ChecksumFooter.BYTES));
    }

    private byte[] readAll(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size > LARGEST) {
            throw new BrokenFile(file, size + " bytes are more than any checkpoint has");
        }
        ByteBuffer content = ByteBuffer.allocate((int) size);
        FileBytes.read(channel, content, 0);
        return content.array();
    }
}
