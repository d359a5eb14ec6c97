package dev.millrace.streams.internal.state.build;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.processor.BatchingStateRestoreCallback;
import dev.millrace.streams.processor.StateRestoreCallback;
import dev.millrace.streams.state.TimestampedBytesStore;

/**
 * Puts the changelog record's time before each value that a user's timestamped store takes back. <i>Confined to the
 * thread that owns the task.</i>
 */
record StampingRestore(StateRestoreCallback inner) implements BatchRestore {
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

    private static ConsumerRecord<byte[], byte[]> stamped(ConsumerRecord<byte[], byte[]> record) {
        byte[] raw = record.value();
        byte[] value = raw == null
                ? null
                : ByteBuffer.allocate(Long.BYTES + raw.length)
                        .putLong(record.timestamp())
                        .put(raw)
                        .array();
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
        inner.restore(key, TimestampedBytesStore.convertToTimestampedFormat(value));
    }
}
