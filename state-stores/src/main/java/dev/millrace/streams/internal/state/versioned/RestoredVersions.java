package dev.millrace.streams.internal.state.versioned;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.internal.state.query.StorePosition;

/**
 * Puts changelog records as versions, each with the time stamp of its record. <i>Confined to the thread that owns the
 * task.</i>
 *
 * @param position of the store
 * @param apply makes durable what was put, with the offset
 */
record RestoredVersions(Put put, StorePosition position, Consumer<Map<TopicPartition, Long>> apply)
        implements BatchRestore {
    /** Puts one version. */
    interface Put {
        void put(byte[] key, byte @Nullable [] value, long timestamp);
    }

    @Override
    public void restoreBatch(TopicPartition changelog, List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null) {
                put.put(record.key(), record.value(), record.timestamp());
                position.restored(record.headers());
            }
        }
        apply.accept(Map.of(changelog, nextOffset));
    }

    @Override
    public void restore(byte[] key, byte @Nullable [] value) {
        throw new UnsupportedOperationException("A version cannot be restored without the time stamp of its record");
    }
}
