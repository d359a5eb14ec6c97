package dev.millrace.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.millrace.broker.settings.AppendSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ClientBatchCheckTest {

    private static final int LENGTH_AT = 8;
    private static final int MAGIC_AT = 16;
    private static final int CRC_AT = 17;
    private static final int ATTRIBUTES_AT = 21;
    private static final int COUNT_AT = 57;

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
    void refusesAnOldFormat() {
        assertRefused(altered(bytes -> bytes.put(MAGIC_AT, (byte) 1)), Errors.INVALID_RECORD);
    }

    @Test
    void refusesAFlippedBit() {
        MemoryRecords batch = Batches.values("a");
        ByteBuffer bytes = batch.buffer();
        bytes.put(bytes.limit() - 2, (byte) (bytes.get(bytes.limit() - 2) ^ 1));

        assertRefused(batch, Errors.CORRUPT_MESSAGE);
    }

    @Test
    void refusesABatchThatClaimsMoreThanWasSent() {
        assertRefused(altered(bytes -> bytes.putInt(LENGTH_AT, 5000)), Errors.CORRUPT_MESSAGE);
    }

    @Test
    void refusesANegativeLength() {
        assertRefused(altered(bytes -> bytes.putInt(LENGTH_AT, -5)), Errors.CORRUPT_MESSAGE);
    }

    @Test
    void refusesLessThanAHeader() {
        assertRefused(MemoryRecords.readableRecords(ByteBuffer.allocate(60)), Errors.CORRUPT_MESSAGE);
    }

    @Test
    void refusesTwoBatches() {
        ByteBuffer one = Batches.values("a").buffer();
        ByteBuffer two = ByteBuffer.allocate(2 * one.remaining())
                .put(one.duplicate())
                .put(one.duplicate())
                .flip();

        assertRefused(MemoryRecords.readableRecords(two), Errors.INVALID_RECORD);
    }

    @Test
    void refusesControlBatches() {
        assertRefused(altered(bytes -> bytes.putShort(ATTRIBUTES_AT, (short) 0x20)), Errors.INVALID_RECORD);
    }

    @Test
    void refusesTransactionalBatchesOutsideATransaction() {
        assertRefused(altered(bytes -> bytes.putShort(ATTRIBUTES_AT, (short) 0x10)), Errors.INVALID_TXN_STATE);
    }

    @Test
    void refusesADeleteHorizonFromAClient() {
        assertRefused(altered(bytes -> bytes.putShort(ATTRIBUTES_AT, (short) 0x40)), Errors.INVALID_RECORD);
    }

    @Test
    void refusesLogAppendTimeFromAClient() {
        assertRefused(altered(bytes -> bytes.putShort(ATTRIBUTES_AT, (short) 0x08)), Errors.INVALID_TIMESTAMP);
    }

    @Test
    void refusesUnknownCompression() {
        assertRefused(altered(bytes -> bytes.putShort(ATTRIBUTES_AT, (short) 6)), Errors.UNSUPPORTED_COMPRESSION_TYPE);
    }

    @Test
    void refusesACountThatDoesNotFitTheOffsets() {
        assertRefused(altered(bytes -> bytes.putInt(COUNT_AT, 7)), Errors.INVALID_RECORD);
    }

    @Test
    void refusesABatchAboveTheBound() {
        fixture.append(new AppendSettings(70, false, Long.MAX_VALUE, Long.MAX_VALUE));
        log.reconfigure(fixture.settings);

        assertRefused(Batches.values("a rather long value"), Errors.MESSAGE_TOO_LARGE);
    }

    @Test
    void refusesABatchThatFitsNoSegment() {
        assertRefused(Batches.values("x".repeat(1000)), Errors.RECORD_LIST_TOO_LARGE);
    }

    @Test
    void refusesATimestampTooFarAhead() {
        assertRefused(Batches.valuesAt(ManualTime.START_MS + 3_600_001, "a"), Errors.INVALID_TIMESTAMP);
    }

    @Test
    void namesTheRecordsThatAreTooOld() {
        fixture.append(new AppendSettings(1000, false, 1000, 1000));
        log.reconfigure(fixture.settings);

        AppendRejected refusal =
                assertRefused(Batches.valuesAt(ManualTime.START_MS - 1001, "a", "b"), Errors.INVALID_TIMESTAMP);

        assertThat(refusal.faults()).extracting(RecordFault::index).containsExactly(0, 1);
    }

    @Test
    void namesTheRecordsWithoutKeyOfACompactedTopic() {
        fixture.compact();
        log.reconfigure(fixture.settings);

        AppendRejected refusal = assertRefused(Batches.values("a", "b"), Errors.INVALID_RECORD);

        assertThat(refusal.faults()).extracting(RecordFault::index).containsExactly(0, 1);
    }

    @Test
    void looksForKeysInsideCompressedBatches() {
        fixture.compact();
        log.reconfigure(fixture.settings);

        log.append(Batches.keyed(Compression.gzip().build(), "k=v", "l=w"), AppendOrigin.CLIENT);

        assertThat(Batches.contentOf(log)).containsExactly("0:k=v", "1:l=w");
    }

    @Test
    void refusesRecordsThatDoNotFillTheirBatchOfACompactedTopic() {
        fixture.compact();
        log.reconfigure(fixture.settings);

        MemoryRecords batch = Batches.keyed("k=v");
        batch.buffer().put(BatchView.HEADER_BYTES, (byte) 0x7E);

        assertRefused(sealed(batch), Errors.INVALID_RECORD);
    }

    private AppendRejected assertRefused(MemoryRecords batch, Errors error) {
        AppendRejected refusal =
                catchThrowableOfType(AppendRejected.class, () -> log.append(batch, AppendOrigin.CLIENT));
        assertThat(refusal).as("refusal with " + error).isNotNull();
        assertThat(refusal.error()).isEqualTo(error);
        assertThat(log.endOffset()).isZero();
        return refusal;
    }

    private static MemoryRecords altered(Consumer<ByteBuffer> change) {
        MemoryRecords batch = Batches.values("a");
        change.accept(batch.buffer());
        return sealed(batch);
    }

    /** Renews the checksum, so that only the change itself can be refused. */
    private static MemoryRecords sealed(MemoryRecords batch) {
        ByteBuffer bytes = batch.buffer();
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(ATTRIBUTES_AT));
        bytes.putInt(CRC_AT, (int) crc.getValue());
        return batch;
    }
}
