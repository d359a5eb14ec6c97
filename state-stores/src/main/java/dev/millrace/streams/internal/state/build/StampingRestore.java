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
        List<KeyValue<byte[], byte[]>> entries = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null) {
                entries.add(KeyValue.pair(record.key(), stamped(record)));
            }
        }
        if (inner instanceof BatchingStateRestoreCallback batching) {
            batching.restoreAll(entries);
        } else {
            entries.forEach(entry -> inner.restore(entry.key, entry.value));
        }
    }

    private static byte @Nullable [] stamped(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        return value == null
                ? null
                : ByteBuffer.allocate(Long.BYTES + value.length)
                        .putLong(record.timestamp())
                        .put(value)
                        .array();
    }

    @Override
    public void restore(byte[] key, byte @Nullable [] value) {
        inner.restore(key, TimestampedBytesStore.convertToTimestampedFormat(value));
    }
}
