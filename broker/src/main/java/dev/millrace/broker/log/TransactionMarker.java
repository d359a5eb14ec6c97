package dev.millrace.broker.log;

import java.nio.BufferUnderflowException;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.EndTransactionMarker;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.Record;
import org.jspecify.annotations.Nullable;

/**
 * The end of a transaction, as it stands in each partition that the transaction has touched.
 *
 * @param producerId whose transaction
 * @param epoch of the producer from now on; records of older epochs are refused
 * @param coordinatorEpoch of the coordinator that decided
 * @param committed whether the records count
 */
public record TransactionMarker(long producerId, short epoch, int coordinatorEpoch, boolean committed) {

    /** Returns the marker as a batch with one control record. */
    MemoryRecords toBatch(long timestampMs) {
        ControlRecordType type = committed ? ControlRecordType.COMMIT : ControlRecordType.ABORT;
        return MemoryRecords.withEndTransactionMarker(
                timestampMs, producerId, epoch, new EndTransactionMarker(type, coordinatorEpoch));
    }

    /**
     * Reads a marker.
     *
     * @param batch a whole control batch
     * @return the marker; null if the control record is none that ends a transaction, or cannot be read
     */
    static @Nullable TransactionMarker read(BatchView batch) {
        try {
            for (Record record : MemoryRecords.readableRecords(batch.bytes()).records()) {
                ControlRecordType type = ControlRecordType.parse(record.key());
                if (type == ControlRecordType.COMMIT || type == ControlRecordType.ABORT) {
                    EndTransactionMarker marker = EndTransactionMarker.deserialize(record);
                    return new TransactionMarker(
                            batch.producerId(),
                            batch.producerEpoch(),
                            marker.coordinatorEpoch(),
                            type == ControlRecordType.COMMIT);
                }
            }
        } catch (KafkaException | BufferUnderflowException unreadable) {
            // Nobody can tell what it was; its transaction stays open until the coordinator looks for such.
            return null;
        }
        return null;
    }
}
