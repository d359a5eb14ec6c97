package dev.millrace.broker.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * A disk that misbehaves on demand. It works in a real directory and remembers beside it what is durable: file contents
 * as of their last sync, names as of the last sync of their directory.
 *
 * <p>After {@link #dieAfter} so many changes the next one fails, a write half-way, and so does everything after it: the
 * process is dead. The directory then holds what survives that death; {@link #losePower} makes another that holds
 * what survives a loss of power.
 *
 * <p><em>Confined to the test thread.</em>
 */
public final class FaultyDisk implements Disk {

    private final Path root;
    private final Node tree = Node.directory();
    private long changesLeft = Long.MAX_VALUE;
    private long bytesLeft = Long.MAX_VALUE;
    private boolean refusesSync;
    private int syncs;

    /** Works below an existing directory. */
    public FaultyDisk(Path root) {
        this.root = root;
    }

    /** Lets so many more changes happen; the next one kills the process. */
    public void dieAfter(int changes) {
        changesLeft = changes;
    }

    /** Returns whether the process is dead. */
    public boolean dead() {
        return changesLeft < 0;
    }

    /** Lets so many more bytes be written; the disk is full then. */
    public void fillAfter(long bytes) {
        bytesLeft = bytes;
    }

    /** Makes every sync fail. */
    public void refuseSyncs() {
        refusesSync = true;
    }

    /** Returns how many times a file was synced. */
    public int syncs() {
        return syncs;
    }

    /** Writes what is durable below another directory; of unsynced appends a random part may be there too. */
    public void losePower(Path target, Random random) throws IOException {
        tree.restore(target, random);
    }

    @Override
    public FileChannel open(Path file, OpenOption... options) throws IOException {
        List<OpenOption> wanted = Arrays.asList(options);
        boolean creates = wanted.contains(StandardOpenOption.CREATE) && !Files.exists(file);
        boolean truncates = wanted.contains(StandardOpenOption.TRUNCATE_EXISTING) && Files.exists(file);
        if (creates || truncates) {
            change();
        }
        FileChannel channel = FileChannel.open(file, options);
        Node directory = node(file.getParent());
        Node node = directory.live.computeIfAbsent(name(file), name -> Node.file());
        node.path = file;
        return new FaultyChannel(channel, this, node);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        change();
        Disk.LOCAL.move(from, to);
        Node moved = node(from.getParent()).live.remove(name(from));
        moved.path = to;
        node(to.getParent()).live.put(name(to), moved);
    }

    @Override
    public void delete(Path path) throws IOException {
        change();
        Disk.LOCAL.delete(path);
        node(path.getParent()).live.remove(name(path));
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
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
    public void syncDirectory(Path directory) throws IOException {
        change();
        if (directory.startsWith(root)) {
            Node node = node(directory);
            node.durable = new HashMap<>(node.live);
        }
    }

    private Node node(Path path) {
        Node node = tree;
        for (Path part : root.relativize(path)) {
            if (!part.toString().isEmpty()) {
                node = node.live.computeIfAbsent(part.toString(), name -> Node.directory());
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
    int write(FileChannel channel, ByteBuffer source, long position) throws IOException {
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

    void truncate(FileChannel channel, long size) throws IOException {
        change();
        channel.truncate(size);
    }

    void force(FileChannel channel, Node node) throws IOException {
        if (refusesSync) {
            throw new IOException("input/output error");
        }
        change();
        channel.force(true);
        node.content = Files.readAllBytes(node.path);
        syncs++;
    }

    /** A file or directory: as it is, and as it would be after a loss of power. */
    static final class Node {

        private final boolean isFile;
        private final Map<String, Node> live = new HashMap<>();
        private Map<String, Node> durable = new HashMap<>();
        private byte[] content = {};
        private @Nullable Path path;

        private Node(boolean isFile) {
            this.isFile = isFile;
        }

        static Node file() {
            return new Node(true);
        }

        static Node directory() {
            return new Node(false);
        }

        void restore(Path target, Random random) throws IOException {
            if (isFile) {
                Files.write(target, survived(random));
                return;
            }
            Files.createDirectories(target);
            for (Map.Entry<String, Node> child : durable.entrySet()) {
                child.getValue().restore(target.resolve(child.getKey()), random);
            }
        }

        private byte[] survived(Random random) throws IOException {
            if (path == null || !Files.exists(path)) {
                return content;
            }
            byte[] written = Files.readAllBytes(path);
            boolean grown =
                    written.length > content.length && Arrays.equals(content, Arrays.copyOf(written, content.length));
            return grown
                    ? Arrays.copyOf(written, content.length + random.nextInt(written.length - content.length + 1))
                    : content;
        }
    }
}
