package dev.millrace.examples.wordcount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BookTest {

    @TempDir
    Path directory;

    @Test
    void theBibleIsThereInFull() {
        List<String> lines = linesOf(Book.builtIn());

        assertThat(lines).hasSize(31_102);
        assertThat(lines.get(0)).isEqualTo("In the beginning God created the heaven and the earth.");
        assertThat(lines.get(31_101)).startsWith("The grace of our Lord Jesus Christ");
    }

    @Test
    void bytesThatAreNoTextDoNotStopTheReader() throws IOException {
        Path file = directory.resolve("torn.txt");
        Files.write(file, new byte[] {'a', (byte) 0xC3, '\n', 'b'});

        assertThat(linesOf(Book.of(file))).hasSize(2).last().isEqualTo("b");
    }

    @Test
    void saysWhatIsWrongWithTheFile() {
        assertThatExceptionOfType(WordCountFailure.class)
                .isThrownBy(() -> Book.of(directory.resolve("missing.txt")))
                .withMessageContaining("there is no file")
                .withMessageContaining("missing.txt");
        assertThatExceptionOfType(WordCountFailure.class)
                .isThrownBy(() -> Book.of(directory))
                .withMessageContaining("directory");
    }

    private static List<String> linesOf(Book book) {
        List<String> lines = new ArrayList<>();
        book.forEachLine(lines::add);
        return lines;
    }
}
