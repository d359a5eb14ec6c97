package dev.millrace.streams.internal.changelog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.millrace.streams.errors.ProcessorStateException;

/**
 * The file that gives an instance the same identity after a restart, so that its tasks come back to their state:
 *
 * <pre>
 * millrace-process-v1
 * &lt;uuid&gt;
 * </pre>
 *
 * <p>A damaged file is replaced by one with a new identity: only placement suffers. <i>Confined to the holder of the
 * process lock.</i>
 */
final class ProcessIdFile {
    private static final String FILE_NAME = ".millrace-process";
    private static final String HEADER = "millrace-process-v1\n";
    private static final Logger LOG = LoggerFactory.getLogger(ProcessIdFile.class);

    private final Path file;

    ProcessIdFile(Path directory) {
        file = directory.resolve(FILE_NAME);
    }

    UUID readOrCreate() {
        return read().orElseGet(this::create);
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException notDeleted) {
            throw new ProcessorStateException("Cannot delete " + file, notDeleted);
        }
    }

    private Optional<UUID> read() {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (!text.startsWith(HEADER) || !text.endsWith("\n")) {
                throw new IllegalArgumentException("not a whole process file");
            }
            return Optional.of(UUID.fromString(text.substring(HEADER.length(), text.length() - 1)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException damaged) {
            LOG.warn("{} is replaced, tasks may move away from their state once: {}", file, damaged.toString());
            return Optional.empty();
        }
    }

    private UUID create() {
        UUID id = UUID.randomUUID();
        try {
            Path aside = file.resolveSibling(FILE_NAME + ".new");
            Files.writeString(aside, HEADER + id + "\n", StandardCharsets.ISO_8859_1);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException notWritten) {
            throw new ProcessorStateException("Cannot write " + file, notWritten);
        }
        return id;
    }
}
