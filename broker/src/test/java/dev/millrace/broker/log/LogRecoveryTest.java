package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.millrace.broker.log.Batches.contentOf;
import static dev.millrace.broker.log.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;

class LogRecoveryTest {

    private static final int RECORDS = 40;

    @TempDir
    Path directory;

    private LogFixture fixture;

    @BeforeEach
    void fill() throws IOException {
        fixture = new LogFixture(directory);
        try (PartitionLog log = fixture.open()) {
            for (int i = 0; i < RECORDS; i++) {
                log.append(values("value " + i), AppendOrigin.CLIENT);
            }
        }
    }

    @Test
    void cutsATornTail() throws IOException {
        Path last = last(".log");
        byte[] bytes = Files.readAllBytes(last);
        Files.delete(last(".index"));
        Files.write(last, Arrays.copyOf(bytes, bytes.length - 5));

        assertRecovered(RECORDS - 1);
    }

    @Test
    void cutsAtAFlippedBitThatNoSealVouchesFor() throws IOException {
        Path last = last(".log");
        byte[] bytes = Files.readAllBytes(last);
        bytes[bytes.length - 3] ^= 4;
        Files.write(last, bytes);
        Files.delete(last(".index"));

        assertRecovered(RECORDS - 1);
    }

    @Test
    void cutsGarbageBehindTheSeal() throws IOException {
        Files.write(last(".log"), new byte[300], StandardOpenOption.APPEND);

        assertRecovered(RECORDS);
    }

    @Test
    void rebuildsMissingIndexes() throws IOException {
        for (Path index : all(".index")) {
            Files.delete(index);
        }

        assertRecovered(RECORDS);
    }

    @Test
    void rebuildsShortIndexes() throws IOException {
        for (Path index : all(".index")) {
            byte[] bytes = Files.readAllBytes(index);
            Files.write(index, Arrays.copyOf(bytes, bytes.length / 2));
        }

        assertRecovered(RECORDS);
    }

    @Test
    void rebuildsAlteredIndexes() throws IOException {
        for (Path index : all(".index")) {
            byte[] bytes = Files.readAllBytes(index);
            bytes[10] ^= 1;
            Files.write(index, bytes);
        }

        assertRecovered(RECORDS);
    }

    @Test
    void keepsLaterSegmentsWhenAnEarlierOneIsBroken() throws IOException {
        Path first = all(".log").get(0);
        Files.delete(all(".index").get(0));
        byte[] bytes = Files.readAllBytes(first);
        Files.write(first, Arrays.copyOf(bytes, bytes.length - 5));

        try (PartitionLog log = fixture.open()) {
            assertThat(log.endOffset()).isEqualTo(RECORDS);
            assertThat(contentOf(log)).hasSize(RECORDS - 1).endsWith("39:value 39");
        }
    }

    @Test
    void deletesWhatWasOnItsWayOut() throws IOException {
        Files.write(directory.resolve("00000000000000000000.log.deleted"), new byte[10]);
        Files.write(directory.resolve("00000000000000000000.index.tmp"), new byte[10]);
        Files.write(directory.resolve("00000000000000000000.cleaned"), new byte[10]);

        assertRecovered(RECORDS);

        assertThat(fixture.disk.list(directory))
                .noneMatch(file -> file.toString().matches(".*\\.(deleted|tmp|cleaned)"));
    }

    @Test
    void ignoresFilesThatAreNotOurs() throws IOException {
        Files.write(directory.resolve("notes.log"), new byte[10]);
        Files.write(directory.resolve("99999999999999999999.log"), new byte[10]);

        assertRecovered(RECORDS);
    }

    private void assertRecovered(int records) throws IOException {
        List<String> expected =
                IntStream.range(0, records).mapToObj(i -> i + ":value " + i).toList();
        try (PartitionLog log = fixture.open()) {
            assertThat(log.endOffset()).isEqualTo(records);
            assertThat(contentOf(log)).isEqualTo(expected);
            assertThat(contentOf(log, 13)).isEqualTo(expected.subList(13, records));
            log.append(values("next"), AppendOrigin.CLIENT);
            assertThat(contentOf(log, records)).containsExactly(records + ":next");
        }
    }

    private Path last(String suffix) throws IOException {
        List<Path> found = all(suffix);
        return found.get(found.size() - 1);
    }

    private List<Path> all(String suffix) throws IOException {
        return fixture.disk.list(directory).stream()
                .filter(file -> file.toString().endsWith(suffix))
                .toList();
    }
}
