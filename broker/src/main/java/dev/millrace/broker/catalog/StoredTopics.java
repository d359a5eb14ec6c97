package dev.millrace.broker.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.Uuid;

import dev.millrace.broker.io.BrokenFile;
import dev.millrace.broker.io.CheckpointFile;
import dev.millrace.broker.io.Disk;

/**
 * Reads the description of the topics in a data directory, for tools. Unlike the start of a broker this takes no lock
 * and deletes nothing that a crash has left. Without state.
 */
public final class StoredTopics {
    private static final String TOPICS = "topics";
    private static final String CLUSTER = "cluster";

    private StoredTopics() {}

    /**
     * A topic and where it lies.
     *
     * @param topic what its description says
     * @param directory holds one directory for each partition, named after its number
     */
    public record Place(Topic topic, Path directory) {}

    /** Returns whether a directory looks like the data directory of a broker. */
    public static boolean isDataDirectory(Path directory) {
        return Files.isDirectory(directory.resolve(TOPICS));
    }

    /**
     * Lists the topics.
     *
     * @param dataDirectory of a broker
     * @return sorted by the names of their directories
     * @throws BrokenFile if a description is missing or altered
     * @throws IOException if the directory cannot be read
     */
    public static List<Place> in(Path dataDirectory) throws IOException {
        List<Place> places = new ArrayList<>();
        for (Path directory : Disk.LOCAL.list(dataDirectory.resolve(TOPICS))) {
            if (TopicDirectories.isSettled(directory)) {
                places.add(at(directory));
            }
        }
        return places;
    }

    /**
     * Reads the topic that a directory belongs to.
     *
     * @param directory of a topic
     * @throws BrokenFile if the description is missing or altered
     * @throws IOException if it cannot be read
     */
    public static Place at(Path directory) throws IOException {
        return new Place(TopicDirectories.read(Disk.LOCAL, directory), directory);
    }

    /**
     * Reads the id of the cluster.
     *
     * @param dataDirectory of a broker
     * @throws BrokenFile if it is missing or altered
     * @throws IOException if it cannot be read
     */
    public static Uuid clusterId(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(CLUSTER);
        byte[] content = new CheckpointFile(Disk.LOCAL, file).read().orElseThrow(() -> new BrokenFile(file, "missing"));
        if (content.length != 2 * Long.BYTES) {
            throw new BrokenFile(file, content.length + " bytes instead of an id");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        return new Uuid(bytes.getLong(), bytes.getLong());
    }
}
