package dev.millrace.cli.records;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import dev.millrace.cli.output.CommandFailed;

/**
 * The records of standard input, or of files one after the other. The number of the record is named when one is wrong.
 *
 * <p><em>Confined to the thread of the command.</em>
 */
final class InputFiles implements RecordInput, AutoCloseable {

    /** Makes a record of a part of the input. */
    interface Parser {
        ProducerRecord<byte[], byte[]> parse(byte[] part);
    }

    private final Deque<Path> files;
    private final byte @Nullable [] delimiter;
    private final Parser parser;
    private @Nullable InputStream open;
    private @Nullable DelimitedInput parts;
    private long number;

    /**
     * Opens nothing yet.
     *
     * @param standardInput read if no files are named
     * @param files read in this order
     * @param delimiter null if each file is one record
     * @param parser makes the records
     */
    InputFiles(InputStream standardInput, List<Path> files, byte @Nullable [] delimiter, Parser parser) {
        this.files = new ArrayDeque<>(files);
        this.delimiter = delimiter;
        this.parser = parser;
        this.parts = files.isEmpty() && delimiter != null ? new DelimitedInput(standardInput, delimiter) : null;
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> next() throws IOException {
        byte[] part = nextPart();
        if (part == null) {
            return null;
        }
        number++;
        try {
            return parser.parse(part);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed("record " + number + " of the input: " + e.getMessage(), e);
        }
    }

    private byte @Nullable [] nextPart() throws IOException {
        byte[] part = parts == null ? null : parts.next();
        while (part == null && !files.isEmpty()) {
            part = firstPartOf(files.remove());
        }
        return part;
    }

    private byte @Nullable [] firstPartOf(Path file) throws IOException {
        try {
            if (delimiter == null) {
                return Files.readAllBytes(file);
            }
            close();
            open = Files.newInputStream(file);
            parts = new DelimitedInput(open, delimiter);
            return parts.next();
        } catch (NoSuchFileException e) {
            throw new CommandFailed("there is no file " + file, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }
}
