package dev.millrace.streams.internal.state.typed;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.query.StorePosition;

/** Brings changelog records back into the bytes of a store. <i>Confined to the thread that owns the task.</i> */
final class RestoredRecords implements BatchRestore {
    private static final long UNKNOWN_TIME = -1;

    private final OrderedBytes bytes;
    private final ValueForm<?> values;
    private final StorePosition position;
    private final Runnable before;

    /** Runs {@code before} each time, to forget what is read before the records change it. */
    RestoredRecords(OrderedBytes bytes, ValueForm<?> values, StorePosition position, Runnable before) {
        this.bytes = bytes;
        this.values = values;
        this.position = position;
        this.before = before;
    }

    @Override
    public void restoreBatch(TopicPartition changelog, List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
        before.run();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null) {
                bytes.put(record.key(), restored(record));
                position.restored(record.headers());
            }
        }
        position.keepIn(bytes);
        apply(Map.of(changelog, nextOffset));
    }

    @Override
    public void restore(byte[] key, byte @Nullable [] value) {
        before.run();
        bytes.put(key, value == null ? null : values.restored(value, UNKNOWN_TIME));
        apply(Map.of());
    }

    private byte @Nullable [] restored(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        return value == null ? null : values.restored(value, record.timestamp(), record.headers());
    }

    private void apply(Map<TopicPartition, Long> offsets) {
        bytes.commit(offsets, () -> {});
        bytes.apply();
    }
}
