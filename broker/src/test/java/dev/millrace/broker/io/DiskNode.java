package dev.millrace.broker.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A file or directory of a {@link FaultyDisk}: what of it is durable, and what was written since.
 *
 * <p>Confined to the holder of the disk's monitor.
 */
final class DiskNode {
    private static final int SECTOR_BYTES = 512;

    final Map<String, DiskNode> live = new HashMap<>();
    private final boolean isFile;
    private final List<Write> unsynced = new ArrayList<>();
    private Map<String, DiskNode> durable = new HashMap<>();
    private byte[] content = {};

    private DiskNode(boolean isFile) {
        this.isFile = isFile;
    }

    static DiskNode file() {
        return new DiskNode(true);
    }

    static DiskNode directory() {
        return new DiskNode(false);
    }

    /** Takes what is in a real directory, all of it durable. */
    void load(Path directory) throws IOException {
        for (Path child : Disk.LOCAL.list(directory)) {
            DiskNode node = new DiskNode(!Files.isDirectory(child));
            if (node.isFile) {
                node.content = Files.readAllBytes(child);
            } else {
                node.load(child);
            }
            live.put(child.getFileName().toString(), node);
        }
        namesSynced();
    }

    void written(ByteBuffer bytes, long position) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        unsynced.add(new Write((int) position, copy, false));
    }

    void truncated(long size) {
        unsynced.add(new Write((int) size, new byte[0], true));
    }

    void synced() {
        for (Write write : unsynced) {
            content = write.on(content);
        }
        unsynced.clear();
    }

    void namesSynced() {
        durable = new HashMap<>(live);
    }

    /** Writes what a loss of power leaves. */
    void restore(Path target, Random random) throws IOException {
        if (isFile) {
            Files.write(target, survived(random));
            return;
        }
        Files.createDirectories(target);
        for (Map.Entry<String, DiskNode> child : durable.entrySet()) {
            child.getValue().restore(target.resolve(child.getKey()), random);
        }
    }

    private byte[] survived(Random random) {
        List<Write> arrived = new ArrayList<>(unsynced);
        if (random.nextBoolean()) {
            Collections.shuffle(arrived, random);
        }
        byte[] left = content;
        int whole = random.nextInt(arrived.size() + 1);
        for (Write write : arrived.subList(0, whole)) {
            left = write.on(left);
        }
        return whole == arrived.size() ? left : arrived.get(whole).torn(random).on(left);
    }

    /** Bytes at a position, or a cut there. */
    private record Write(int position, byte[] bytes, boolean cuts) {

        byte[] on(byte[] before) {
            if (cuts) {
                return Arrays.copyOf(before, position);
            }
            byte[] after = Arrays.copyOf(before, Math.max(before.length, position + bytes.length));
            System.arraycopy(bytes, 0, after, position, bytes.length);
            return after;
        }

        /** Returns the sectors of it that came to the disk before it stopped. */
        Write torn(Random random) {
            int written = random.nextInt(bytes.length + 1);
            int sectorEnd = (position + written) / SECTOR_BYTES * SECTOR_BYTES - position;
            return new Write(position, Arrays.copyOf(bytes, Math.max(0, sectorEnd)), cuts);
        }
    }
}
