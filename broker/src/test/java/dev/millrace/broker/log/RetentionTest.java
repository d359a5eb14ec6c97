package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.millrace.broker.log.Batches.contentOf;
import static dev.millrace.broker.log.Batches.valuesAt;
import static org.assertj.core.api.Assertions.assertThat;

class RetentionTest {

    @TempDir
    Path directory;

    private LogFixture fixture;

    @BeforeEach
    void make() {
        fixture = new LogFixture(directory);
    }

    @Test
    void dropsSegmentsByAge() throws IOException {
        fixture.retain(3_600_000, -1);
        try (PartitionLog log = fixture.open()) {
            fill(log, 50);
            fixture.time.advance(Duration.ofHours(2));
            fill(log, 1);

            upkeep(log);

            assertThat(log.startOffset()).isBetween(20L, 50L);
            assertThat(contentOf(log)).endsWith("50:value");
        }
    }

    @Test
    void dropsEverythingWhenEvenTheNewestRecordIsTooOld() throws IOException {
        fixture.retain(3_600_000, -1);
        try (PartitionLog log = fixture.open()) {
            fill(log, 50);
            fixture.time.advance(Duration.ofHours(2));

            upkeep(log);

            assertThat(log.startOffset()).isEqualTo(50);
            assertThat(log.endOffset()).isEqualTo(50);
            assertThat(log.append(valuesAt(fixture.time.milliseconds(), "next"), AppendOrigin.CLIENT)
                            .baseOffset())
                    .isEqualTo(50);
        }
    }

    @Test
    void continuesAtItsEndAfterDroppingEverythingAndReopening() throws IOException {
        fixture.retain(3_600_000, -1);
        try (PartitionLog log = fixture.open()) {
            fill(log, 50);
            fixture.time.advance(Duration.ofHours(2));
            upkeep(log);
        }

        try (PartitionLog log = fixture.open()) {
            assertThat(log.endOffset()).isEqualTo(50);
        }
    }

    @Test
    void dropsSegmentsBySize() throws IOException {
        fixture.retain(-1, 2000);
        try (PartitionLog log = fixture.open()) {
            fill(log, 100);

            upkeep(log);

            assertThat(log.sizeBytes()).isBetween(2000L, 3000L);
            assertThat(contentOf(log)).endsWith("99:value");
        }
    }

    @Test
    void keepsAllWithoutBounds() throws IOException {
        fixture.retain(-1, -1);
        try (PartitionLog log = fixture.open()) {
            fill(log, 50);
            fixture.time.advance(Duration.ofDays(1000));

            upkeep(log);

            assertThat(log.startOffset()).isZero();
        }
    }

    @Test
    void letsReadersFinishWithADroppedSegment() throws IOException {
        fixture.retain(3_600_000, -1);
        try (PartitionLog log = fixture.open()) {
            fill(log, 50);
            LogSlice held = log.read(0, 10_000);
            fixture.time.advance(Duration.ofHours(2));
            upkeep(log);

            MemoryRecords stillThere = held.load();

            assertThat(stillThere.batches()).isNotEmpty();
        }
    }

    @Test
    void deletesFilesAfterTheirDelay() throws IOException {
        fixture.retain(3_600_000, -1);
        try (PartitionLog log = fixture.open()) {
            fill(log, 50);
            fixture.time.advance(Duration.ofHours(2));
            upkeep(log);
            assertThat(fixture.disk.list(directory))
                    .anyMatch(file -> file.toString().endsWith(".deleted"));

            fixture.time.advance(Duration.ofMinutes(1));
            upkeep(log);

            assertThat(fixture.disk.list(directory))
                    .noneMatch(file -> file.toString().endsWith(".deleted"));
        }
    }

    private void fill(PartitionLog log, int records) {
        for (int i = 0; i < records; i++) {
            log.append(valuesAt(fixture.time.milliseconds(), "value"), AppendOrigin.CLIENT);
        }
    }

    private void upkeep(PartitionLog log) {
        log.upkeep().run(fixture.time.milliseconds());
    }
}
