package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.io.FaultyDisk;
import dev.millrace.broker.settings.AppendSettings;
import dev.millrace.broker.settings.LogSettings;

import static dev.millrace.broker.log.Batches.contentOf;
import static dev.millrace.broker.log.Batches.values;
import static dev.millrace.broker.log.Batches.valuesAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PartitionLogTest {

    @TempDir
    Path directory;

    private LogFixture fixture;
    private PartitionLog log;

    @BeforeEach
    void open() throws IOException {
        fixture = new LogFixture(directory);
        log = fixture.open();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void givesConsecutiveOffsets() {
        log.append(values("a", "b"), AppendOrigin.CLIENT);

        AppendResult result = log.append(values("c", "d", "e"), AppendOrigin.CLIENT);

        assertThat(result).isEqualTo(new AppendResult(2, 4, AppendResult.NO_TIME, 0, false));
        assertThat(log.endOffset()).isEqualTo(5);
        assertThat(contentOf(log)).containsExactly("0:a", "1:b", "2:c", "3:d", "4:e");
    }

    @Test
    void readsTheWholeFirstBatchHoweverSmallTheBound() {
        log.append(values("a", "b"), AppendOrigin.CLIENT);
        log.append(values("c"), AppendOrigin.CLIENT);

        LogSlice slice = log.read(1, 1);

        assertThat(slice.load().records()).hasSize(2);
    }

    @Test
    void readsNothingAtTheEnd() {
        log.append(values("a"), AppendOrigin.CLIENT);

        LogSlice slice = log.read(1, 1000);

        assertThat(slice.records().sizeInBytes()).isZero();
        assertThat(slice.endOffset()).isEqualTo(1);
    }

    @Test
    void refusesToReadOutsideTheLog() {
        log.append(values("a"), AppendOrigin.CLIENT);

        assertThatThrownBy(() -> log.read(2, 1000))
                .isInstanceOf(OffsetOutOfRange.class)
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> log.read(-1, 1000)).isInstanceOf(OffsetOutOfRange.class);
    }

    @Test
    void spreadsOverSegments() throws IOException {
        for (int i = 0; i < 100; i++) {
            log.append(values("value " + i), AppendOrigin.CLIENT);
        }

        assertThat(fixture.disk.list(directory))
                .filteredOn(file -> file.toString().endsWith(".log"))
                .hasSizeGreaterThan(5);
        assertThat(contentOf(log, 37))
                .startsWith("37:value 37")
                .endsWith("99:value 99")
                .hasSize(63);
    }

    @Test
    void continuesAfterReopening() throws IOException {
        for (int i = 0; i < 30; i++) {
            log.append(values("value " + i), AppendOrigin.CLIENT);
        }
        log.close();

        log = fixture.open();
        log.append(values("more"), AppendOrigin.CLIENT);

        assertThat(contentOf(log)).hasSize(31).contains("0:value 0", "29:value 29", "30:more");
    }

    @Test
    void takesSeveralBatchesFromACoordinator() {
        var first = values("a", "b").buffer();
        var second = values("c").buffer();
        var both = ByteBuffer.allocate(first.remaining() + second.remaining())
                .put(first)
                .put(second)
                .flip();

        AppendResult result = log.append(MemoryRecords.readableRecords(both), AppendOrigin.COORDINATOR);

        assertThat(result.lastOffset()).isEqualTo(2);
        assertThat(contentOf(log)).containsExactly("0:a", "1:b", "2:c");
    }

    @Test
    void stampsBatchesWhenAsked() {
        log.reconfigure(with(new AppendSettings(1000, true, Long.MAX_VALUE, Long.MAX_VALUE)));

        AppendResult result = log.append(valuesAt(5, "a"), AppendOrigin.CLIENT);

        assertThat(result.logAppendTimeMs()).isEqualTo(ManualTime.START_MS);
        assertThat(contentOf(log)).containsExactly("0:a");
        assertThat(log.maxTimestamp()).contains(new TimestampOffset(ManualTime.START_MS, 0));
    }

    @Test
    void becomesDurableByAFlush() {
        log.append(values("a"), AppendOrigin.CLIENT);
        assertThat(log.durableOffset()).isZero();

        log.flush();

        assertThat(log.durableOffset()).isEqualTo(1);
    }

    @Test
    void survivesAFullDisk() throws IOException {
        FaultyDisk disk = faultyDisk();
        log.append(values("a"), AppendOrigin.CLIENT);
        disk.fillAfter(20);

        assertThatThrownBy(() -> log.append(values("lost"), AppendOrigin.CLIENT))
                .isInstanceOfSatisfying(
                        AppendRejected.class, e -> assertThat(e.error()).isEqualTo(Errors.KAFKA_STORAGE_ERROR));
        disk.fillAfter(Long.MAX_VALUE);
        log.append(values("b"), AppendOrigin.CLIENT);

        assertThat(contentOf(log)).containsExactly("0:a", "1:b");
    }

    @Test
    void trustsNothingAfterAFailedSync() throws IOException {
        FaultyDisk disk = faultyDisk();
        log.append(values("a"), AppendOrigin.CLIENT);
        disk.refuseSyncs();

        assertThatThrownBy(log::flush).isInstanceOf(LogFailure.class);

        assertThat(log.durableOffset()).isZero();
        assertThatThrownBy(() -> log.append(values("b"), AppendOrigin.CLIENT)).isInstanceOf(AppendRejected.class);
    }

    @Test
    void takesNoAppendsOnceRetired() {
        log.append(values("a"), AppendOrigin.CLIENT);

        log.retire();

        assertThatThrownBy(() -> log.append(values("b"), AppendOrigin.CLIENT)).isInstanceOf(AppendRejected.class);
        assertThat(contentOf(log)).containsExactly("0:a");
    }

    @Test
    void closesTwiceWithoutHarm() {
        log.close();
        log.close();

        assertThatThrownBy(() -> log.append(values("a"), AppendOrigin.CLIENT)).isInstanceOf(AppendRejected.class);
    }

    private FaultyDisk faultyDisk() throws IOException {
        log.close();
        FaultyDisk disk = new FaultyDisk(directory.getParent());
        fixture.disk = disk;
        log = fixture.open(directory.resolveSibling(directory.getFileName() + "-faulty"));
        return disk;
    }

    private LogSettings with(AppendSettings append) {
        fixture.append(append);
        return fixture.settings;
    }
}
