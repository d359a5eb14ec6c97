package dev.millrace.streams.internal.changelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StoreOffsetsTest {
    private static final Map<TopicPartition, Long> OFFSETS = Map.of(
            new TopicPartition("app-b-changelog", 10), 7L,
            new TopicPartition("app-b-changelog", 9), 0L,
            new TopicPartition("app-a-changelog", 3), Long.MAX_VALUE);
    private static final String TEXT = "millrace-offsets-v1\n"
            + "app-a-changelog 3 9223372036854775807\n"
            + "app-b-changelog 9 0\n"
            + "app-b-changelog 10 7\n"
            + "crc32c b55bf020\n";

    @TempDir
    private Path directory;

    private StoreOffsets offsets;

    @BeforeEach
    void open() {
        offsets = new StoreOffsets(directory);
    }

    @Test
    void fileHasItsGoldenText() throws IOException {
        offsets.write(OFFSETS);

        assertThat(file()).hasContent(TEXT);
    }

    @Test
    void readsWhatIsWritten() throws IOException {
        Files.writeString(file(), TEXT);

        assertThat(offsets.read()).isEqualTo(OFFSETS);
    }

    @Test
    void newFileReplacesTheFormer() {
        offsets.write(OFFSETS);
        offsets.write(Map.of());

        assertThat(offsets.read()).isEmpty();
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void absentFileIsEmpty() {
        assertThat(offsets.read()).isEmpty();
    }

    @Test
    void deletedFileIsEmpty() {
        offsets.write(OFFSETS);

        offsets.delete();

        assertThat(offsets.read()).isEmpty();
    }

    @Test
    void shorterFileCountsAsAbsent() throws IOException {
        for (int length = 0; length < TEXT.length(); length += 9) {
            Files.writeString(file(), TEXT.substring(0, length));
            assertThat(offsets.read()).as("cut to %d characters", length).isEmpty();
        }
    }

    @Test
    void flippedBitCountsAsAbsent() throws IOException {
        for (int position = 0; position < TEXT.length(); position += 7) {
            byte[] bytes = TEXT.getBytes();
            bytes[position] ^= 4;
            Files.write(file(), bytes);
            assertThat(offsets.read()).as("bit flipped at %d", position).isEmpty();
        }
    }

    @Test
    void failedWriteNamesTheFileAndLeavesTheFormer() throws IOException {
        offsets.write(OFFSETS);
        Files.createDirectory(directory.resolve(StoreOffsets.FILE_NAME + ".new"));

        assertThatThrownBy(() -> offsets.write(Map.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(StoreOffsets.FILE_NAME);
        assertThat(offsets.read()).isEqualTo(OFFSETS);
    }

    private Path file() {
        return directory.resolve(StoreOffsets.FILE_NAME);
    }
}
