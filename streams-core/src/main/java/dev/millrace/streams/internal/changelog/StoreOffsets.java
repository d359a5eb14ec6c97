package dev.millrace.streams.internal.changelog;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * The file in a task's directory that says up to which offset its stores follow their changelogs.
 *
 * <p>For stores that cannot hold offsets themselves it is what a restore begins from. For the others it is a hint:
 * their own offset counts, but the file tells without opening them how much state is here, which decides where a task
 * goes (see {@link StateDirectory#offsetSums}). So a task writes the offsets of all its logged stores when it
 * closes, and at each commit if one of them needs the file.
 *
 * <pre>
 * millrace-offsets-v1
 * &lt;topic&gt; &lt;partition&gt; &lt;offset after the last entry&gt;      one line each, ordered by topic, then
 * partition crc32c &lt;eight hex digits over all bytes before this line&gt;
 * </pre>
 *
 * <p>It is written aside, forced to disk and renamed, so a crash leaves the former file. A file that is not whole is
 * reported and counts as absent. <i>Confined to the thread that owns the task</i>, but for {@link #read()}.
 */
public final class StoreOffsets {
    static final String FILE_NAME = ".millrace-offsets";
    private static final String HEADER = "millrace-offsets-v1\n";
    private static final String FOOTER = "crc32c ";
    private static final Logger LOG = LoggerFactory.getLogger(StoreOffsets.class);

    private final Path file;

    /** The offsets kept in {@code taskDirectory}. */
    public StoreOffsets(Path taskDirectory) {
        file = requireNonNull(taskDirectory, "taskDirectory").resolve(FILE_NAME);
    }

    /** What was last written; empty if there is no file or it is damaged. */
    public Map<TopicPartition, Long> read() {
        try {
            return parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException none) {
            return Map.of();
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.warn(
                    "Offsets in {} cannot be used, stores that need them are restored from the beginning: {}",
                    file,
                    damaged.toString());
            return Map.of();
        }
    }

    /**
     * Replaces what is written by {@code offsets}.
     *
     * @throws UncheckedIOException if the file cannot be written; the former one is then still there
     */
    public void write(Map<TopicPartition, Long> offsets) {
        Path aside = file.resolveSibling(FILE_NAME + ".new");
        try (FileOutputStream out = new FileOutputStream(aside.toFile())) {
            out.write(format(offsets).getBytes(StandardCharsets.ISO_8859_1));
            out.getFD().sync();
        } catch (IOException notWritten) {
            throw new UncheckedIOException("Cannot write " + aside, notWritten);
        }
        try {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notMoved) {
            throw new UncheckedIOException("Cannot replace " + file, notMoved);
        }
    }

    /** Forgets everything: the stores of this task are not what the file says. */
    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException notDeleted) {
            throw new UncheckedIOException("Cannot delete " + file, notDeleted);
        }
    }

    private static String format(Map<TopicPartition, Long> offsets) {
        TreeMap<String, TreeMap<Integer, Long>> ordered = new TreeMap<>();
        offsets.forEach((partition, offset) -> ordered.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), offset));
        StringBuilder text = new StringBuilder(HEADER);
        ordered.forEach((topic, partitions) -> partitions.forEach((partition, offset) -> text.append(topic)
                .append(' ')
                .append(partition)
                .append(' ')
                .append(offset)
                .append('\n')));
        return text + FOOTER + checksum(text.toString()) + "\n";
    }

    private static Map<TopicPartition, Long> parse(String text) {
        int footer = text.lastIndexOf(FOOTER);
        if (!text.startsWith(HEADER) || footer < HEADER.length()) {
            throw new IllegalArgumentException("not a whole offsets file");
        }
        String body = text.substring(0, footer);
        if (!text.substring(footer).equals(FOOTER + checksum(body) + "\n")) {
            throw new IllegalArgumentException("checksum does not match");
        }
        Map<TopicPartition, Long> offsets = new HashMap<>();
        body.substring(HEADER.length()).lines().forEach(line -> parseLine(line, offsets));
        return offsets;
    }

    private static void parseLine(String line, Map<TopicPartition, Long> offsets) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("not a topic, a partition and an offset: " + line);
        }
        offsets.put(new TopicPartition(words[0], Integer.parseInt(words[1])), Long.parseLong(words[2]));
    }

    private static String checksum(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return String.format("%08x", crc.getValue());
    }
}
