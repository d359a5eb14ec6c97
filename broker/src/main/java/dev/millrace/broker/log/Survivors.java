package dev.millrace.broker.log;

import java.nio.ByteBuffer;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecords.RecordFilter;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;

/**
 * Copies those records of a batch that compaction keeps: the last of each key. A record without value (tombstone) is
 * kept for a while after its first compaction; the time at which that ends, its delete horizon, is noted in the batch
 * then (KIP-534).
 *
 * <p><em>Confined to the thread that compacts.</em>
 */
final class Survivors extends RecordFilter {

    private final KeyOffsets keys;
    private final long knownUpTo;
    private ByteBuffer output = ByteBuffer.allocate(1 << 16);

    /**
     * Makes the filter of one compaction.
     *
     * @param keys last offset of each key
     * @param knownUpTo offset from which on the keys are not known, so that everything stays
     */
    Survivors(KeyOffsets keys, long knownUpTo, long nowMs, long tombstoneRetentionMs) {
        super(nowMs, tombstoneRetentionMs);
        this.keys = keys;
        this.knownUpTo = knownUpTo;
    }

    /**
     * Returns what is left of a batch, maybe nothing; all of it if nobody can read its records. Valid until the next
     * call.
     */
    ByteBuffer of(ByteBuffer batch) {
        output.clear();
        try {
            MemoryRecords.FilterResult result =
                    MemoryRecords.readableRecords(batch).filterTo(this, output, BufferSupplier.NO_CACHING);
            output = result.outputBuffer();
            return output.flip();
        } catch (KafkaException unreadable) {
            return batch.rewind();
        }
    }

    @Override
    protected BatchRetentionResult checkBatchRetention(RecordBatch batch) {
        return new BatchRetentionResult(BatchRetention.DELETE_EMPTY, false);
    }

    @Override
    protected boolean shouldRetainRecord(RecordBatch batch, Record record) {
        if (record.offset() >= knownUpTo) {
            return true;
        }
        if (!record.hasKey() || keys.get(record.key()) > record.offset()) {
            return false;
        }
        return record.hasValue()
                || batch.deleteHorizonMs().isEmpty()
                || currentTime < batch.deleteHorizonMs().getAsLong();
    }
}
