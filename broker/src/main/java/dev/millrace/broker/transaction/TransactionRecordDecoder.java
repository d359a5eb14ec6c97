package dev.millrace.broker.transaction;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.millrace.broker.coordinator.CorruptShardRecord;
import dev.millrace.broker.coordinator.DecodedRecord;
import dev.millrace.broker.coordinator.RecordFields;
import dev.millrace.broker.coordinator.ShardRecord;

/** Puts the records of {@code __transaction_state} into words. Without state. */
public final class TransactionRecordDecoder {
    private TransactionRecordDecoder() {}

    /**
     * Says what a record means.
     *
     * @param key its key
     * @param value its value; null if the transactional id is forgotten
     * @throws CorruptShardRecord if the bytes were not written by this broker
     */
    public static DecodedRecord decode(byte[] key, byte @Nullable [] value) {
        String id = TransactionRecords.idOf(new ShardRecord(key, value));
        Map<String, Object> fields = value == null ? null : RecordFields.of(TransactionRecords.read(id, value));
        return new DecodedRecord("transaction", Map.of("transactionalId", id), fields);
    }
}
