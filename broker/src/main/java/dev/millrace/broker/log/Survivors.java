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
    private final TransactionRemains transactions;
    private final BatchView view = new BatchView();
    private ByteBuffer output = ByteBuffer.allocate(1 << 16);

    /**
     * Makes the filter of one compaction.
     *
     * @param keys last offset of each key
     * @param transactions says what aborted and ended transactions leave behind
     * @param knownUpTo offset from which on the keys are not known, so that everything stays
     */
    Survivors(KeyOffsets keys, long knownUpTo, TransactionRemains transactions, long nowMs, long tombstoneRetentionMs) {
        super(nowMs, tombstoneRetentionMs);
        this.keys = keys;
        this.knownUpTo = knownUpTo;
        this.transactions = transactions;
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
            keptUnread(view.moveTo(batch, 0));
            return batch.rewind();
        }
    }

    private void keptUnread(BatchView batch) {
        if (batch.control()) {
            transactions.keepsMarker(batch.producerId(), batch.baseOffset(), true);
        } else if (batch.transactional()) {
            transactions.keptData(batch.producerId());
        }
    }

    /** Returns whether the marker at an offset, which was in a batch handed in, is still there. */
    boolean keptMarker(long offset) {
        return transactions.keptMarker(offset);
    }

    @Override
    protected BatchRetentionResult checkBatchRetention(RecordBatch batch) {
        // The last batch of a producer stays, if only as a header: its sequences tell a repetition from something new.
        boolean last = transactions.isLastOfProducer(batch.producerId(), batch.lastOffset());
        return new BatchRetentionResult(last ? BatchRetention.RETAIN_EMPTY : BatchRetention.DELETE_EMPTY, false);
    }

    @Override
    protected boolean shouldRetainRecord(RecordBatch batch, Record record) {
        boolean unknown = record.offset() >= knownUpTo;
        if (batch.isControlBatch()) {
            return transactions.keepsMarker(batch.producerId(), record.offset(), unknown);
        }
        boolean retained = unknown || counts(batch) && isLastOfKey(batch, record);
        if (retained && batch.isTransactional()) {
            transactions.keptData(batch.producerId());
        }
        return retained;
    }

    private boolean counts(RecordBatch batch) {
        return !batch.isTransactional() || !transactions.isAborted(batch.producerId(), batch.baseOffset());
    }

    private boolean isLastOfKey(RecordBatch batch, Record record) {
        if (!record.hasKey() || keys.get(record.key()) > record.offset()) {
            return false;
        }
        return record.hasValue()
                || batch.deleteHorizonMs().isEmpty()
                || currentTime < batch.deleteHorizonMs().getAsLong();
    }
}
