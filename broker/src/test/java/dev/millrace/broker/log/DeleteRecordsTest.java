package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records deleted by offset: gone for readers at once, gone from disk in the background, gone after a restart. */
class DeleteRecordsTest {

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
    void readersBeginAtTheNewStart() {
        fill(10);

        log.deleteBefore(4);

        assertThat(log.startOffset()).isEqualTo(4);
        assertThatThrownBy(() -> log.read(3, 1000)).isInstanceOf(OffsetOutOfRange.class);
        assertThat(log.offsetForTime(0)).map(TimestampOffset::offset).contains(4L);
    }

    @Test
    void startNeverGoesBack() {
        fill(10);
        log.deleteBefore(4);

        log.deleteBefore(2);

        assertThat(log.startOffset()).isEqualTo(4);
    }

    @Test
    void offsetBeyondTheEndIsRefused() {
        fill(3);

        assertThatThrownBy(() -> log.deleteBefore(4)).isInstanceOf(OffsetOutOfRange.class);
        assertThatThrownBy(() -> log.deleteBefore(-2)).isInstanceOf(OffsetOutOfRange.class);
    }

    @Test
    void newestOfWhatIsLeftIsFound() {
        log.append(Batches.valuesAt(ManualTime.START_MS + 50, "newest"), AppendOrigin.CLIENT);
        log.append(Batches.valuesAt(ManualTime.START_MS + 7, "second"), AppendOrigin.CLIENT);
        log.append(Batches.valuesAt(ManualTime.START_MS, "old"), AppendOrigin.CLIENT);

        log.deleteBefore(1);

        assertThat(log.maxTimestamp()).contains(new TimestampOffset(ManualTime.START_MS + 7, 1));
    }

    @Test
    void segmentsBeforeTheStartAreDropped() {
        fill(40);
        long before = log.sizeBytes();
        log.deleteBefore(30);

        log.upkeep().run(fixture.time.milliseconds());

        assertThat(log.sizeBytes()).isLessThan(before / 2);
        assertThat(Batches.contentOf(log, 30)).first().isEqualTo("30:value 30");
    }

    @Test
    void everythingCanBeDeleted() {
        fill(40);
        log.deleteBefore(40);

        log.upkeep().run(fixture.time.milliseconds());

        assertThat(log.sizeBytes()).isZero();
        fill(1);
        assertThat(Batches.contentOf(log)).containsExactly("40:value 0");
    }

    @Test
    void startIsKeptByACleanRestart() throws IOException {
        fill(10);
        log.deleteBefore(4);

        log.close();
        log = fixture.open();

        assertThat(log.startOffset()).isEqualTo(4);
    }

    @Test
    void startIsKeptByACrashOnceItWasNoted() throws IOException {
        fill(10);
        log.deleteBefore(4);
        log.upkeep().run(fixture.time.milliseconds());

        log = fixture.open();

        assertThat(log.startOffset()).isEqualTo(4);
    }

    @Test
    void brokenNoteBringsRecordsBackAndHarmsNothing() throws IOException {
        fill(10);
        log.deleteBefore(4);
        log.close();
        Files.write(directory.resolve("start"), new byte[] {1, 2, 3});

        log = fixture.open();

        assertThat(log.startOffset()).isZero();
        assertThat(Batches.contentOf(log)).hasSize(10);
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            log.append(Batches.values("value " + i), AppendOrigin.CLIENT);
        }
    }
}
