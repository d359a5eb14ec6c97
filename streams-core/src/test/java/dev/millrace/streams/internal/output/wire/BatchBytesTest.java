package dev.millrace.streams.internal.output.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.millrace.streams.internal.output.SerializedRecord;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The bytes of batches, against what the client library writes and reads. */
class BatchBytesTest {
    private static final WriterIdentity IDENTITY = new WriterIdentity(4711, (short) 3);
    private static final int SEQUENCE = 1_000_000;

    private final BufferPool pool = new BufferPool(1024, 1 << 24);
    private final Heard heard = new Heard();

    @Test
    void oneRecordHasTheseBytes() {
        Batch batch = batchOf(List.of(new Entry("k", "v", 1_600_000_000_000L)));

        batch.seal(Compression.NONE, IDENTITY, SEQUENCE);

        assertThat(HexFormat.of().formatHex(bytes(batch.wireBytes())))
                .isEqualTo("0000000000000000" + "0000003a" + "ffffffff" + "02" + "cbbb7dcd" + "0000" + "00000000"
                        + "00000174876e8000" + "00000174876e8000" + "0000000000001267" + "0003" + "000f4240"
                        + "00000001" + "1000000002" + "6b" + "02" + "7600");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomBatchesAreThoseOfTheLibrary(long seed) {
        List<Entry> entries = random(new Random(seed), 200);
        Batch batch = batchOf(entries);

        batch.seal(Compression.NONE, IDENTITY, SEQUENCE);

        assertThat(bytes(batch.wireBytes())).as("seed " + seed).isEqualTo(bytes(library(entries)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void compressedBatchHoldsTheSameRecords(String compression) {
        List<Entry> entries = random(new Random(9), 500);
        Batch batch = batchOf(entries);

        batch.seal(TestSettings.of(Map.of("compression.type", compression)).compression(), IDENTITY, SEQUENCE);

        MemoryRecords read = MemoryRecords.readableRecords(batch.wireBytes());
        read.batches().forEach(each -> {
            each.ensureValid();
            assertThat(each.compressionType().name).isEqualTo(compression);
            assertThat(each.baseSequence()).isEqualTo(SEQUENCE);
        });
        assertThat(texts(read)).isEqualTo(texts(MemoryRecords.readableRecords(library(entries))));
        assertThat(batch.sizeBytes()).isLessThan(batch.recordsEnd());
    }

    @Test
    void batchSealedAgainDiffersInWhoWroteIt() {
        List<Entry> entries = random(new Random(10), 20);
        Batch batch = batchOf(entries);
        batch.seal(Compression.gzip().build(), new WriterIdentity(1, (short) 0), 7);

        batch.seal(Compression.gzip().build(), IDENTITY, SEQUENCE);

        MemoryRecords read = MemoryRecords.readableRecords(batch.wireBytes());
        read.batches().forEach(each -> {
            each.ensureValid();
            assertThat(each.producerId()).isEqualTo(4711);
            assertThat(each.producerEpoch()).isEqualTo((short) 3);
        });
        assertThat(texts(read)).isEqualTo(texts(MemoryRecords.readableRecords(library(entries))));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 500, 4000, 1 << 20})
    void partsOfABatchHoldItsRecordsInOrderAndWithTheirListeners(int limitBytes) {
        List<Entry> entries = random(new Random(11), 300);
        Batch large = new Batch(pool, pool.take(1024), 5, 5);
        List<Heard> listeners = new ArrayList<>();
        for (Entry entry : entries) {
            listeners.add(new Heard());
            assertThat(large.tryAppend(entry.filled(), entry.headers(), listeners.get(listeners.size() - 1), 1 << 20))
                    .isTrue();
        }

        List<Batch> parts = BatchSplit.split(large, pool, limitBytes);

        List<String> read = new ArrayList<>();
        for (Batch part : parts) {
            assertThat(part.count() == 1 || part.sizeBytes() <= limitBytes).isTrue();
            part.seal(Compression.NONE, IDENTITY, 0);
            read.addAll(texts(MemoryRecords.readableRecords(part.wireBytes())));
            part.listeners().acknowledged(100 + read.size() - part.count());
        }
        assertThat(read).isEqualTo(texts(MemoryRecords.readableRecords(library(entries))));
        for (int i = 0; i < listeners.size(); i++) {
            assertThat(listeners.get(i).offsets).containsExactly(101L + i);
        }
    }

    @Test
    void recordNeverExceedsItsBound() {
        for (Entry entry : random(new Random(12), 1000)) {
            int body = RecordBytes.bodySize(
                    Long.MIN_VALUE, Integer.MAX_VALUE, entry.key(), entry.value(), entry.headers());

            assertThat((long) RecordBytes.size(body))
                    .isLessThanOrEqualTo(RecordBytes.sizeBound(entry.key(), entry.value(), entry.headers()));
        }
    }

    private Batch batchOf(List<Entry> entries) {
        Batch batch = new Batch(pool, pool.take(1024), 5, 5);
        entries.forEach(entry -> assertThat(batch.tryAppend(entry.filled(), entry.headers(), heard, 1 << 20))
                .isTrue());
        return batch;
    }

    private static ByteBuffer library(List<Entry> entries) {
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1 << 20),
                (byte) 2,
                Compression.NONE,
                TimestampType.CREATE_TIME,
                0,
                -1,
                IDENTITY.id(),
                IDENTITY.epoch(),
                SEQUENCE);
        entries.forEach(entry -> builder.append(entry.timestamp(), entry.key(), entry.value(), entry.headers()));
        return builder.build().buffer();
    }

    private static List<Entry> random(Random random, int count) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Header[] headers = new Header[random.nextInt(3)];
            for (int h = 0; h < headers.length; h++) {
                headers[h] = new RecordHeader("hä" + random.nextInt(100), part(random));
            }
            entries.add(new Entry(part(random), part(random), headers, 1_600_000_000_000L + random.nextInt(200_000)));
        }
        return entries;
    }

    private static byte[] part(Random random) {
        return random.nextInt(10) == 0 ? null : new byte[random.nextInt(200)];
    }

    private static List<String> texts(MemoryRecords records) {
        List<String> texts = new ArrayList<>();
        for (Record record : records.records()) {
            texts.add(record.timestamp() + " " + record.keySize() + " " + record.valueSize() + " "
                    + new RecordHeaders(record.headers()));
        }
        return texts;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private record Entry(byte[] key, byte[] value, Header[] headers, long timestamp) {
        Entry(String key, String value, long timestamp) {
            this(key.getBytes(UTF_8), value.getBytes(UTF_8), new Header[0], timestamp);
        }

        SerializedRecord filled() {
            return new SerializedRecord().set(key, value, timestamp, null);
        }
    }
}
