package dev.millrace.streams.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.common.serialization.Serdes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.errors.TaskCorruptedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files of a task's database are damaged while it is closed. */
class DamagedDatabaseTest {
    private static final int KEYS = 2_000;

    @TempDir
    private Path stateDir;

    @BeforeEach
    void fill() {
        try (FakeTask task = new FakeTask(stateDir, 0, 1 << 20)) {
            KeyValueStore<String, String> store = task.open(store());
            for (int key = 0; key < KEYS; key++) {
                store.put(keyAt(key), "value " + key);
            }
            task.commitAt(KEYS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CURRENT", "sst"})
    void fileCutShortIsFoundWhenOpening(String kind) throws IOException {
        for (Path file : files(kind)) {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }

        assertStartsAnew();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANIFEST", "sst"})
    void missingFileIsFoundWhenOpening(String kind) throws IOException {
        for (Path file : files(kind)) {
            Files.delete(file);
        }

        assertStartsAnew();
    }

    @Test
    void flippedBitIsFoundWhenReadAndTheNextStartIsAnew() throws IOException {
        Path entries = Collections.max(
                files("sst"), Comparator.comparing(file -> file.toFile().length()));
        byte[] bytes = Files.readAllBytes(entries);
        bytes[bytes.length / 4] ^= 0x10;
        Files.write(entries, bytes);

        try (FakeTask task = new FakeTask(stateDir, 0, 1 << 20)) {
            KeyValueStore<String, String> store = task.open(store());
            assertThatThrownBy(() -> readAll(store))
                    .isInstanceOf(TaskCorruptedException.class)
                    .rootCause()
                    .hasMessageContaining("checksum");
        }

        assertStartsAnew();
    }

    @Test
    void whatWasSetAsideBeforeIsReplaced() throws IOException {
        Files.write(files("CURRENT").get(0), new byte[0]);
        assertStartsAnew();
        Files.write(files("CURRENT").get(0), new byte[0]);

        assertStartsAnew();
    }

    private void assertStartsAnew() {
        try (FakeTask task = new FakeTask(stateDir, 0, 1 << 20)) {
            KeyValueStore<String, String> store = task.open(store());

            assertThat(store.committedOffset(FakeTask.CHANGELOG)).isNull();
            assertThat(store.get(keyAt(0))).isNull();
        }
        assertThat(stateDir.resolve("task.db.damaged")).isNotEmptyDirectory();
    }

    private static void readAll(KeyValueStore<String, String> store) {
        for (int key = 0; key < KEYS; key++) {
            store.get(keyAt(key));
        }
    }

    private List<Path> files(String kind) throws IOException {
        try (Stream<Path> all = Files.list(stateDir.resolve("task.db"))) {
            return all.filter(file -> file.getFileName().toString().contains(kind))
                    .toList();
        }
    }

    private static String keyAt(int number) {
        return "key " + number;
    }

    private static KeyValueStore<String, String> store() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore("store"), Serdes.String(), Serdes.String())
                .withLoggingDisabled()
                .build();
    }
}
