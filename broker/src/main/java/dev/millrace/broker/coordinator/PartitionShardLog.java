package dev.millrace.broker.coordinator;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import dev.millrace.broker.log.AppendOrigin;
import dev.millrace.broker.log.AppendRejected;
import dev.millrace.broker.log.GroupCommit;
import dev.millrace.broker.log.LogFailure;
import dev.millrace.broker.log.LogSlice;
import dev.millrace.broker.log.PartitionLog;

/**
 * The records of a shard in a partition of an internal topic.
 *
 * <p>Confined to the event-loop thread.
 */
public final class PartitionShardLog implements ShardLog {
    private static final int READ_BYTES = 1024 * 1024;

    private final PartitionLog log;
    private final GroupCommit groupCommit;
    private final Executor loop;
    private final boolean waitForDisk;

    /**
     * Keeps records in a partition.
     *
     * @param groupCommit syncs the partition
     * @param loop runs what it is given on the event-loop thread
     * @param waitForDisk whether replies wait until records are durable
     */
    public PartitionShardLog(PartitionLog log, GroupCommit groupCommit, Executor loop, boolean waitForDisk) {
        this.log = log;
        this.groupCommit = groupCommit;
        this.loop = loop;
        this.waitForDisk = waitForDisk;
    }

    @Override
    public void readAll(Shard to) {
        long next = log.startOffset();
        while (next < log.endOffset()) {
            next = readSome(log.read(next, READ_BYTES), next, to);
        }
    }

    private long readSome(LogSlice slice, long from, Shard to) {
        long next = from;
        for (RecordBatch batch : slice.load().batches()) {
            for (Record record : batch) {
                if (record.offset() >= from) {
                    hand(batch, record, to);
                }
            }
            next = batch.nextOffset();
        }
        if (next == from) {
            throw new CorruptShardRecord(log.partition() + " has no readable record at offset " + from);
        }
        return next;
    }

    private void hand(RecordBatch batch, Record record, Shard to) {
        try {
            if (!record.hasKey()) {
                throw new CorruptShardRecord("a record without key");
            }
            if (batch.isControlBatch()) {
                boolean committed = ControlRecordType.parse(record.key()) == ControlRecordType.COMMIT;
                to.transactionEnded(batch.producerId(), committed);
                return;
            }
            byte[] value = record.hasValue() ? Utils.toArray(record.value()) : null;
            ShardRecord read = new ShardRecord(Utils.toArray(record.key()), value);
            if (batch.isTransactional()) {
                to.replayPending(batch.producerId(), read);
            } else {
                to.replay(read);
            }
        } catch (CorruptShardRecord e) {
            throw new CorruptShardRecord(log.partition() + " offset " + record.offset() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public long append(List<ShardRecord> records, @Nullable TransactionWriter transaction, long nowMs) {
        SimpleRecord[] batch = new SimpleRecord[records.size()];
        for (int i = 0; i < batch.length; i++) {
            ShardRecord record = records.get(i);
            ByteBuffer value = record.value() == null ? null : ByteBuffer.wrap(record.value());
            batch[i] = new SimpleRecord(nowMs, ByteBuffer.wrap(record.key()), value, Record.EMPTY_HEADERS);
        }
        return append(
                transaction == null
                        ? MemoryRecords.withRecords(Compression.NONE, batch)
                        : MemoryRecords.withTransactionalRecords(
                                Compression.NONE, transaction.producerId(), transaction.epoch(), 0, batch));
    }

    private long append(MemoryRecords batch) {
        try {
            return log.append(batch, AppendOrigin.COORDINATOR).lastOffset() + 1;
        } catch (AppendRejected e) {
            throw new RecordsNotWritten(forClient(e.error()), e);
        } catch (LogFailure e) {
            throw new RecordsNotWritten(Errors.COORDINATOR_NOT_AVAILABLE, e);
        }
    }

    @Override
    public void whenDurable(long endOffset, Consumer<Errors> then) {
        if (waitForDisk) {
            groupCommit.requestFlush(log, endOffset, outcome -> loop.execute(() -> then.accept(forClient(outcome))));
        } else {
            then.accept(Errors.NONE);
        }
    }

    /** A client of a coordinator knows nothing of its disk: it takes such an error for a fault, and tries no more. */
    private static Errors forClient(Errors outcome) {
        return outcome == Errors.KAFKA_STORAGE_ERROR ? Errors.COORDINATOR_NOT_AVAILABLE : outcome;
    }
}
