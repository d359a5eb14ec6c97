package dev.millrace.cli.dump;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.catalog.StoredTopics;
import dev.millrace.cli.output.CommandFailed;

/**
 * Finds the files that a path stands for: a file itself, those of a partition, of a topic or of a whole data directory.
 *
 * @param topic only files of this topic; null for all
 * @param partition only files of this partition; null for all
 * @param writer told of descriptions that cannot be read
 */
record FileSearch(@Nullable String topic, @Nullable Integer partition, DumpWriter writer) {
    private static final String DESCRIPTION = "topic";
    private static final Comparator<Path> BY_NAME =
            Comparator.comparing(path -> path.getFileName().toString());

    /**
     * Finds the files.
     *
     * @return sorted, segments in the order of their offsets
     * @throws CommandFailed if there is no such path
     * @throws IOException if a directory cannot be read
     */
    List<DumpedFile> find(Path path) throws IOException {
        Path place = path.toAbsolutePath().normalize();
        if (!Files.exists(place)) {
            throw new CommandFailed("there is no file or directory " + path);
        }
        List<DumpedFile> files = new ArrayList<>();
        if (!Files.isDirectory(place)) {
            files.add(single(place));
        } else if (StoredTopics.isDataDirectory(place)) {
            dataDirectory(place, files);
        } else if (Files.exists(place.resolve(DESCRIPTION))) {
            topicDirectory(place, files);
        } else {
            partitionDirectory(place, nameOf(place.getParent()), files);
        }
        return files;
    }

    private DumpedFile single(Path file) {
        Path directory = file.getParent();
        return new DumpedFile(file, nameOf(directory.getParent()), numberOf(directory));
    }

    private void dataDirectory(Path directory, List<DumpedFile> files) throws IOException {
        if (topic == null) {
            children(directory).stream()
                    .filter(Files::isRegularFile)
                    .forEach(file -> files.add(new DumpedFile(file, null, null)));
        }
        for (Path child : children(directory.resolve("topics"))) {
            if (Files.isDirectory(child)) {
                topicDirectory(child, files);
            }
        }
    }

    private void topicDirectory(Path directory, List<DumpedFile> files) throws IOException {
        String name = nameOf(directory);
        if (topic != null && !topic.equals(name)) {
            return;
        }
        Path description = directory.resolve(DESCRIPTION);
        if (Files.exists(description)) {
            files.add(new DumpedFile(description, name, null));
        }
        List<Path> partitions = new ArrayList<>(children(directory));
        partitions.removeIf(child -> numberOf(child) == null);
        partitions.sort(Comparator.comparing(FileSearch::numberOf));
        for (Path child : partitions) {
            partitionDirectory(child, name, files);
        }
    }

    private void partitionDirectory(Path directory, @Nullable String name, List<DumpedFile> files) throws IOException {
        Integer number = numberOf(directory);
        if (partition != null && !partition.equals(number)) {
            return;
        }
        children(directory).stream()
                .filter(Files::isRegularFile)
                .forEach(file -> files.add(new DumpedFile(file, name, number)));
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted(BY_NAME).toList();
        }
    }

    private static @Nullable Integer numberOf(Path directory) {
        String name = directory.getFileName().toString();
        return name.matches("\\d{1,9}") ? Integer.valueOf(name) : null;
    }

    private @Nullable String nameOf(@Nullable Path directory) {
        if (directory == null || !Files.exists(directory.resolve(DESCRIPTION))) {
            return null;
        }
        try {
            return StoredTopics.at(directory).topic().name();
        } catch (IOException e) {
            writer.fault(new DumpedFile(directory.resolve(DESCRIPTION), null, null), null, e.getMessage());
            return null;
        }
    }
}
