package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.millrace.broker.log.Batches.idempotent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class IdempotenceTest {

    private static final long PRODUCER = 7;

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
    void answersADuplicateWithItsFirstOffsets() {
        append(idempotent(PRODUCER, 0, 0, "a", "b"));
        append(idempotent(PRODUCER, 0, 2, "c"));

        AppendResult again = append(idempotent(PRODUCER, 0, 0, "a", "b"));

        assertThat(again).isEqualTo(new AppendResult(0, 1, AppendResult.NO_TIME, 0, true));
        assertThat(log.endOffset()).isEqualTo(3);
    }

    @Test
    void remembersFiveBatches() {
        for (int sequence = 0; sequence < 6; sequence++) {
            append(idempotent(PRODUCER, 0, sequence, "v" + sequence));
        }

        assertThat(append(idempotent(PRODUCER, 0, 1, "v1")).duplicate()).isTrue();
        assertRefused(idempotent(PRODUCER, 0, 0, "v0"), Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }

    @Test
    void rejectsASequenceGap() {
        append(idempotent(PRODUCER, 0, 0, "a"));

        assertRefused(idempotent(PRODUCER, 0, 2, "c"), Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
    }

    @Test
    void rejectsAnOlderEpoch() {
        append(idempotent(PRODUCER, 1, 0, "a"));

        assertRefused(idempotent(PRODUCER, 0, 1, "b"), Errors.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void letsANewEpochBeginWithZeroOnly() {
        append(idempotent(PRODUCER, 0, 0, "a"));

        assertRefused(idempotent(PRODUCER, 1, 1, "b"), Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(append(idempotent(PRODUCER, 1, 0, "b")).baseOffset()).isEqualTo(1);
    }

    @Test
    void acceptsAnySequenceFromAnUnknownProducer() {
        assertThat(append(idempotent(PRODUCER, 3, 42, "a")).duplicate()).isFalse();
        assertThat(append(idempotent(PRODUCER, 3, 43, "b")).duplicate()).isFalse();
    }

    @Test
    void wrapsSequencesToZero() {
        append(idempotent(PRODUCER, 0, Integer.MAX_VALUE - 1, "a", "b", "c"));

        assertRefused(idempotent(PRODUCER, 0, 0, "d"), Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(append(idempotent(PRODUCER, 0, 1, "d")).baseOffset()).isEqualTo(3);
        assertThat(append(idempotent(PRODUCER, 0, Integer.MAX_VALUE - 1, "a", "b", "c"))
                        .duplicate())
                .isTrue();
    }

    @Test
    void keepsProducersApart() {
        append(idempotent(1, 0, 0, "a"));

        assertThat(append(idempotent(2, 0, 0, "a")).duplicate()).isFalse();
    }

    @Test
    void recognisesARetryAfterACleanRestart() throws IOException {
        fill(40);

        log.close();
        log = fixture.open();

        assertNextInLine(40);
    }

    @Test
    void recognisesARetryAfterACrash() throws IOException {
        fill(40);

        log = fixture.open();

        assertNextInLine(40);
    }

    @Test
    void recognisesARetryAfterACrashBetweenSeals() throws IOException {
        fill(20);
        log.flush();
        fill(20, 40);

        log = fixture.open();

        assertNextInLine(40);
    }

    @Test
    void rebuildsStateWithoutItsSnapshots() throws IOException {
        fill(40);
        log.close();
        for (Path file : fixture.disk.list(directory)) {
            if (file.toString().endsWith(".producers")) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        log = fixture.open();

        assertNextInLine(40);
    }

    @Test
    void forgetsAProducerThatIsSilentForADay() {
        append(idempotent(PRODUCER, 0, 0, "a"));
        fixture.time.advance(Duration.ofDays(2));

        for (int i = 0; i < 20; i++) {
            append(Batches.values("rolls the segment over after a while " + i));
        }

        assertThat(append(idempotent(PRODUCER, 0, 17, "z")).duplicate()).isFalse();
    }

    private void fill(int to) {
        fill(0, to);
    }

    private void fill(int from, int to) {
        for (int sequence = from; sequence < to; sequence++) {
            append(idempotent(PRODUCER, 0, sequence, "value " + sequence));
        }
    }

    private void assertNextInLine(int sequence) {
        AppendResult retry = append(idempotent(PRODUCER, 0, sequence - 1, "value " + (sequence - 1)));
        assertThat(retry.duplicate()).isTrue();
        assertThat(retry.lastOffset()).isEqualTo(sequence - 1);
        assertRefused(idempotent(PRODUCER, 0, sequence + 1, "gap"), Errors.OUT_OF_ORDER_SEQUENCE_NUMBER);
        assertThat(append(idempotent(PRODUCER, 0, sequence, "next")).baseOffset())
                .isEqualTo(sequence);
    }

    private AppendResult append(MemoryRecords batch) {
        return log.append(batch, AppendOrigin.CLIENT);
    }

    private void assertRefused(MemoryRecords batch, Errors error) {
        AppendRejected refusal =
                catchThrowableOfType(AppendRejected.class, () -> log.append(batch, AppendOrigin.CLIENT));
        assertThat(refusal).as("refusal with " + error).isNotNull();
        assertThat(refusal.error()).isEqualTo(error);
    }
}
