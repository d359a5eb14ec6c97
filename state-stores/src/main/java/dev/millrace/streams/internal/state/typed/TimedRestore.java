package dev.millrace.streams.internal.state.typed;

import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.internal.state.buffer.WriteBuffer;
import dev.millrace.streams.internal.state.bytes.OrderedBytes;
import dev.millrace.streams.internal.state.keys.SegmentKeyV1;
import dev.millrace.streams.internal.state.query.StorePosition;
import dev.millrace.streams.internal.state.segments.SegmentRetention;

/**
 * Brings changelog records back into the segments of a store. The clock goes on as if they were put: records that are
 * too old by then are left out, segments that expire meanwhile are dropped. <i>Confined to the thread that owns the
 * task.</i>
 */
final class TimedRestore implements BatchRestore {
    private static final long UNKNOWN_TIME = -1;
    private static final byte[] LOWEST = {};

    private final OrderedBytes bytes;
    private final TimedKeys keys;
    private final ValueForm<?> values;
    private final SegmentRetention retention;
    private final StorePosition position;
    private final WriteBuffer<?, ?> buffer;
    private final LongConsumer kept;

    /**
     * Into an open store, whose buffer must not believe afterwards what it knew before.
     *
     * @param kept told, of each entry that was kept, what tells it apart from others of its key and time
     */
    TimedRestore(TimedFacade.Open<?, ?> store, LongConsumer kept) {
        this.bytes = store.bytes();
        this.keys = store.keys();
        this.values = store.values();
        this.retention = store.retention();
        this.position = store.position();
        this.buffer = store.buffer();
        this.kept = kept;
    }

    @Override
    public void restoreBatch(TopicPartition changelog, List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
        buffer.forgetClean();
        boolean expired = false;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null && keys.layout().complete(record.key())) {
                expired |= retention.observe(keys.layout().time(record.key()));
            }
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null && keys.layout().complete(record.key())) {
                put(record);
                position.restored(record.headers());
            }
        }
        position.keepIn(bytes);
        apply(expired, Map.of(changelog, nextOffset));
    }

    @Override
    public void restore(byte[] key, byte @Nullable [] value) {
        buffer.forgetClean();
        boolean expired = retention.observe(keys.layout().time(key));
        if (!retention.refuses(keys.layout().time(key))) {
            bytes.put(keys.storedKey(key), value == null ? null : values.restored(value, UNKNOWN_TIME));
        }
        apply(expired, Map.of());
    }

    private void put(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (!retention.refuses(keys.layout().time(record.key()))) {
            bytes.put(
                    keys.storedKey(record.key()),
                    value == null ? null : values.restored(value, record.timestamp(), record.headers()));
            kept.accept(keys.layout().other(record.key()));
        }
    }

    private void apply(boolean expired, Map<TopicPartition, Long> offsets) {
        if (expired) {
            bytes.deleteRange(LOWEST, SegmentKeyV1.before(retention.oldestSegment()));
        }
        bytes.commit(offsets, () -> {});
        bytes.apply();
        buffer.beginsAt(retention.latest() + 1);
    }
}
