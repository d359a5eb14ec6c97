package dev.millrace.broker.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.Uuid;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.Disk;

/**
 * The topics on disk. Each change has one step that makes it count, a rename or the replacement of one file; what a
 * crash leaves before that step is undone at the next start, what comes after it is finished.
 *
 * <p><em>Confined to the holder of the catalog's lock.</em>
 */
final class TopicDirectories {

    private static final String DESCRIPTION = "topic";
    private static final String NEW = ".new";
    private static final String DELETED = ".deleted";

    private final Disk disk;
    private final Path root;

    TopicDirectories(Disk disk, Path root) {
        this.disk = disk;
        this.root = root;
    }

    /** Finds the topics there are, after tidying up what a crash has left. */
    List<Topic> load() throws IOException {
        disk.createDirectories(root);
        disk.syncDirectory(root.toAbsolutePath().getParent());
        List<Topic> topics = new ArrayList<>();
        for (Path directory : disk.list(root)) {
            if (isSettled(directory)) {
                topics.add(read(disk, directory));
            } else {
                deleteTree(directory);
            }
        }
        return topics;
    }

    /** Returns whether a topic is neither on its way in nor out. */
    static boolean isSettled(Path directory) {
        String name = directory.getFileName().toString();
        return !name.endsWith(NEW) && !name.endsWith(DELETED);
    }

    /** Reads the description of the topic in a directory. */
    static Topic read(Disk disk, Path directory) throws IOException {
        Path file = directory.resolve(DESCRIPTION);
        byte[] bytes = new CheckpointFile(disk, file)
                .read()
                .orElseThrow(() -> new BrokenFile(file, "missing, so the topic of this directory is unknown"));
        try {
            return TopicFile.decode(bytes);
        } catch (IOException e) {
            throw new BrokenFile(file, e.getMessage());
        }
    }

    /** Makes a topic; it counts when its directory gets its name. */
    void create(Topic topic) throws IOException {
        Path unborn = root.resolve(hex(topic.id()) + NEW);
        disk.createDirectories(unborn);
        writeDescription(unborn, topic);
        makePartitions(unborn, 0, topic.partitionCount());
        disk.move(unborn, directory(topic));
        disk.syncDirectory(root);
    }

    /** Replaces the description of a topic. */
    void describe(Topic topic) throws IOException {
        writeDescription(directory(topic), topic);
    }

    /** Adds partitions; they count when the description says so. */
    void grow(Topic from, Topic to) throws IOException {
        makePartitions(directory(from), from.partitionCount(), to.partitionCount());
        writeDescription(directory(to), to);
    }

    /**
     * Deletes a topic; it is gone when its directory has another name.
     *
     * @return where its files are now, to be handed to {@link #deleteTree} when nobody reads them any more
     */
    Path delete(Topic topic) throws IOException {
        Path doomed = root.resolve(hex(topic.id()) + DELETED);
        disk.move(directory(topic), doomed);
        disk.syncDirectory(root);
        return doomed;
    }

    void deleteTree(Path path) throws IOException {
        for (Path child : disk.list(path)) {
            deleteTree(child);
        }
        disk.delete(path);
    }

    Path partition(Topic topic, int partition) {
        return directory(topic).resolve(Integer.toString(partition));
    }

    private void writeDescription(Path directory, Topic topic) throws IOException {
        new CheckpointFile(disk, directory.resolve(DESCRIPTION)).write(TopicFile.encode(topic));
    }

    private void makePartitions(Path directory, int from, int to) throws IOException {
        for (int partition = from; partition < to; partition++) {
            disk.createDirectories(directory.resolve(Integer.toString(partition)));
        }
        disk.syncDirectory(directory);
    }

    private Path directory(Topic topic) {
        return root.resolve(hex(topic.id()));
    }

    private static String hex(Uuid id) {
        return String.format("%016x%016x", id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
