package dev.millrace.examples.wordcount;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The text whose words are counted: a file, or the King James Bible that comes with the example.
 *
 * <p><em>Immutable.</em>
 */
final class Book {

    private static final String BUILT_IN = "bible-kjv.txt";

    private final @Nullable Path file;

    private Book(@Nullable Path file) {
        this.file = file;
    }

    static Book builtIn() {
        return new Book(null);
    }

    /**
     * A text of the user's own, in UTF-8; bytes that are none become replacement characters.
     *
     * @throws WordCountFailure if the file is missing or may not be read
     */
    static Book of(Path file) {
        if (!Files.exists(file)) {
            throw new WordCountFailure("there is no file " + file);
        }
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new WordCountFailure("cannot read " + file + ", it is a directory or not readable");
        }
        return new Book(file);
    }

    /**
     * Reads the text from its beginning, one line at a time.
     *
     * @throws WordCountFailure if reading fails
     */
    void forEachLine(Consumer<String> action) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(action);
        } catch (IOException | UncheckedIOException e) {
            throw new WordCountFailure("cannot read " + (file == null ? BUILT_IN : file) + ": " + e.getMessage(), e);
        }
    }

    private InputStream open() throws IOException {
        return file == null
                ? Objects.requireNonNull(Book.class.getResourceAsStream(BUILT_IN), BUILT_IN)
                : Files.newInputStream(file);
    }
}
