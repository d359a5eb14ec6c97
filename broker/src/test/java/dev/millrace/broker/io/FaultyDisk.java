package dev.millrace.broker.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A disk that misbehaves on demand. It works in a real directory and remembers beside it what is durable: file contents
 * as of their last sync, names as of the last sync of their directory.
 *
 * <p>After {@link #dieAfter} so many changes the next one fails, a write half-way, and so does everything after it: the
 * process is dead. The directory then holds what survives that death; {@link #losePower} makes another that holds
 * what survives a loss of power.
 *
 * <p><em>Thread-safe: the monitor of the object.</em>
 */
public final class FaultyDisk implements Disk {

    private final Path root;
    private final DiskNode tree = DiskNode.directory();
    private long changesLeft = Long.MAX_VALUE;
    private long bytesLeft = Long.MAX_VALUE;
    private boolean refusesSync;
    private int syncs;

    /** Works below an existing directory. */
    public FaultyDisk(Path root) {
        this.root = root;
    }

    /** Works below a directory whose files are all durable. */
    public static FaultyDisk over(Path root) throws IOException {
        FaultyDisk disk = new FaultyDisk(root);
        disk.tree.load(root);
        return disk;
    }

    /** Lets so many more changes happen; the next one kills the process. */
    public synchronized void dieAfter(int changes) {
        changesLeft = changes;
    }

    /** Returns whether the process is dead. */
    public synchronized boolean dead() {
        return changesLeft < 0;
    }

    /** Lets so many more bytes be written; the disk is full then. */
    public synchronized void fillAfter(long bytes) {
        bytesLeft = bytes;
    }

    /** Makes every sync fail. */
    public synchronized void refuseSyncs() {
        refusesSync = true;
    }

    /** Returns how many times a file was synced. */
    public synchronized int syncs() {
        return syncs;
    }

    /**
     * Writes what is durable below another directory. Of unsynced writes any may be there too, in whatever order they
     * came to the disk, the last of them torn.
     */
    public synchronized void losePower(Path target, Random random) throws IOException {
        tree.restore(target, random);
    }

    @Override
    public synchronized FileChannel open(Path file, OpenOption... options) throws IOException {
        List<OpenOption> wanted = Arrays.asList(options);
        boolean creates = wanted.contains(StandardOpenOption.CREATE) && !Files.exists(file);
        boolean truncates = wanted.contains(StandardOpenOption.TRUNCATE_EXISTING) && Files.exists(file);
        if (creates || truncates) {
            change();
        }
        FileChannel channel = FileChannel.open(file, options);
        DiskNode directory = node(file.getParent());
        DiskNode node = directory.live.computeIfAbsent(name(file), name -> DiskNode.file());
        if (truncates) {
            node.truncated(0);
        }
        return new FaultyChannel(channel, this, node);
    }

    @Override
    public synchronized void move(Path from, Path to) throws IOException {
        change();
        Disk.LOCAL.move(from, to);
        DiskNode moved = node(from.getParent()).live.remove(name(from));
        node(to.getParent()).live.put(name(to), moved);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        change();
        Disk.LOCAL.delete(path);
        node(path.getParent()).live.remove(name(path));
    }

    @Override
    public synchronized void createDirectories(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            change();
            Disk.LOCAL.createDirectories(directory);
            node(directory);
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return Disk.LOCAL.list(directory);
    }

    @Override
    public synchronized void syncDirectory(Path directory) throws IOException {
        change();
        if (directory.startsWith(root)) {
            DiskNode node = node(directory);
            node.namesSynced();
        }
    }

    private DiskNode node(Path path) {
        DiskNode node = tree;
        for (Path part : root.relativize(path)) {
            if (!part.toString().isEmpty()) {
                node = node.live.computeIfAbsent(part.toString(), name -> DiskNode.directory());
            }
        }
        return node;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private void change() throws IOException {
        if (--changesLeft < 0) {
            changesLeft = -1;
            throw new IOException("the process is dead");
        }
    }

    /** Writes all of it, or a part and fails. */
    synchronized int write(FileChannel channel, DiskNode node, ByteBuffer source, long position) throws IOException {
        int wanted = source.remaining();
        IOException failure = null;
        try {
            change();
        } catch (IOException dead) {
            failure = dead;
            wanted = bytesLeft == Long.MAX_VALUE ? wanted / 2 : 0;
            bytesLeft = 0;
        }
        if (failure == null && wanted > bytesLeft) {
            failure = new IOException("no space left on device");
            wanted = (int) bytesLeft;
        }
        ByteBuffer part = source.duplicate().limit(source.position() + wanted);
        node.written(part, position);
        while (part.hasRemaining()) {
            position += channel.write(part, position);
        }
        bytesLeft -= bytesLeft == Long.MAX_VALUE ? 0 : wanted;
        source.position(source.position() + wanted);
        if (failure != null) {
            throw failure;
        }
        return wanted;
    }

    synchronized void truncate(FileChannel channel, DiskNode node, long size) throws IOException {
        change();
        node.truncated(size);
        channel.truncate(size);
    }

    synchronized void force(FileChannel channel, DiskNode node) throws IOException {
        if (refusesSync) {
            throw new IOException("input/output error");
        }
        change();
        channel.force(true);
        node.synced();
        syncs++;
    }
}
