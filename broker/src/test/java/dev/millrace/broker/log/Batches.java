package dev.millrace.broker.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** Batches as producers send them, and what comes back. */
public final class Batches {

    private Batches() {}

    /** Makes a batch of values without keys. */
    public static MemoryRecords values(String... values) {
        return MemoryRecords.withRecords(Compression.NONE, records(ManualTime.START_MS, values));
    }

    static MemoryRecords valuesAt(long timestampMs, String... values) {
        return MemoryRecords.withRecords(Compression.NONE, records(timestampMs, values));
    }

    static MemoryRecords idempotent(long producerId, int epoch, int sequence, String... values) {
        return MemoryRecords.withIdempotentRecords(
                Compression.NONE, producerId, (short) epoch, sequence, records(ManualTime.START_MS, values));
    }

    static MemoryRecords transactional(long producerId, int epoch, int sequence, String... values) {
        return MemoryRecords.withTransactionalRecords(
                Compression.NONE, producerId, (short) epoch, sequence, records(ManualTime.START_MS, values));
    }

    static MemoryRecords transactionalPair(long producerId, int sequence, String pair) {
        return MemoryRecords.withTransactionalRecords(Compression.NONE, producerId, (short) 0, sequence, pair(pair));
    }

    /** Makes a batch of "key=value" records; "key" alone is a tombstone. */
    static MemoryRecords keyed(String... pairs) {
        return keyed(Compression.NONE, pairs);
    }

    static MemoryRecords keyed(Compression compression, String... pairs) {
        return MemoryRecords.withRecords(
                compression, Stream.of(pairs).map(Batches::pair).toArray(SimpleRecord[]::new));
    }

    private static SimpleRecord pair(String pair) {
        int equals = pair.indexOf('=');
        byte[] key = bytes(equals < 0 ? pair : pair.substring(0, equals));
        return new SimpleRecord(ManualTime.START_MS, key, equals < 0 ? null : bytes(pair.substring(equals + 1)));
    }

    private static SimpleRecord[] records(long timestampMs, String... values) {
        return Stream.of(values)
                .map(value -> new SimpleRecord(timestampMs, null, bytes(value)))
                .toArray(SimpleRecord[]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns all records of a log as "offset:value", or "offset:key=value" if they have keys. */
    public static List<String> contentOf(PartitionLog log) {
        return contentOf(log, log.startOffset());
    }

    static List<String> contentOf(PartitionLog log, long fromOffset) {
        List<String> found = new ArrayList<>();
        long next = fromOffset;
        for (LogSlice slice = log.read(next, 1 << 20);
                slice.records().sizeInBytes() > 0;
                slice = log.read(next, 1 << 20)) {
            for (var batch : slice.load().batches()) {
                batch.ensureValid();
                batch.forEach(record -> found.add(show(record)));
                next = batch.nextOffset();
            }
        }
        return found;
    }

    static String show(Record record) {
        String value = record.hasValue() ? "=" + text(record.value()) : "";
        return record.offset() + ":" + (record.hasKey() ? text(record.key()) + value : value.substring(1));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }
}
