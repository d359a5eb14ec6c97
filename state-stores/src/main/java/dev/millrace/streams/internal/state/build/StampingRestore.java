package dev.millrace.streams.internal.state.build;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.processor.BatchingStateRestoreCallback;
import dev.millrace.streams.processor.StateRestoreCallback;

/**
 * Puts what the changelog record knows, its time or headers too, before each value that a user's store takes back.
 * <i>Confined to the thread that owns the task.</i>
 */
record StampingRestore(StateRestoreCallback inner, RestoredFormat format) implements BatchRestore {
    @Override
    public void restoreBatch(TopicPartition changelog, List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
        List<ConsumerRecord<byte[], byte[]>> stamped = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null) {
                stamped.add(stamped(record));
            }
        }
        if (inner instanceof BatchRestore batches) {
            batches.restoreBatch(changelog, stamped, nextOffset);
        } else {
            restoreEntries(stamped);
        }
    }

    private void restoreEntries(List<ConsumerRecord<byte[], byte[]>> records) {
        if (inner instanceof BatchingStateRestoreCallback batching) {
            batching.restoreAll(records.stream()
                    .map(record -> KeyValue.pair(record.key(), record.value()))
                    .toList());
        } else {
            records.forEach(record -> inner.restore(record.key(), record.value()));
        }
    }

    private ConsumerRecord<byte[], byte[]> stamped(ConsumerRecord<byte[], byte[]> record) {
        byte[] raw = record.value();
        byte[] value = raw == null ? null : format.of(raw, record);
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                record.key(),
                value,
                record.headers(),
                record.leaderEpoch());
    }

    @Override
    public void restore(byte[] key, byte @Nullable [] value) {
        inner.restore(key, format.ofUnknown(value));
    }
}
