package dev.millrace.streams.internal.dsl.operator.join;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.change.OperatorSerdes;
import dev.millrace.streams.internal.dsl.change.OperatorStore;
import dev.millrace.streams.internal.dsl.held.HeldChangeV3;
import dev.millrace.streams.internal.dsl.held.HeldRecord;
import dev.millrace.streams.internal.spi.RecordScope;
import dev.millrace.streams.processor.api.ProcessingContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;

/**
 * Records of a stream that wait for the rows of a table to arrive (KIP-923), by time, key and arrival. <i>Confined to
 * the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
final class GraceRoom<K, V> {
    private static final int RELEASED_PER_LOOK = 1_000;
    private static final long NOT_BUFFERED_BY_TIME = 0;

    private final KeyValueStore<Bytes, byte[]> store;
    private final RecordScope scope;
    private final String topic;
    private final Serde<K> keySerde;
    private final Serde<V> valueSerde;
    private long earliestMs = Long.MAX_VALUE;
    private int sequence;

    /**
     * Opens it; after a restart, some may be there already.
     *
     * @param formats of keys and values; null for the configured defaults
     */
    GraceRoom(ProcessingContext context, WaitForTable.Formats<K, V> formats) {
        store = OperatorStore.of(context, formats.storeName());
        scope = (RecordScope) context;
        topic = context.applicationId() + "-" + formats.storeName() + "-changelog";
        keySerde = OperatorSerdes.ofKeys(context, formats.keySerde());
        valueSerde = OperatorSerdes.ofValues(context, formats.valueSerde());
        try (KeyValueIterator<Bytes, byte[]> waiting = store.all()) {
            while (waiting.hasNext()) {
                byte[] key = waiting.next().key.get();
                earliestMs = Math.min(earliestMs, GraceKeyV1.timestamp(key));
                sequence = Math.max(sequence, GraceKeyV1.sequence(key));
            }
        }
    }

    /** A record waits from here on. */
    void enter(Record<K, V> record) {
        sequence = sequence + 1 & Integer.MAX_VALUE;
        byte[] key = keySerde.serializer().serialize(topic, record.headers(), record.key());
        byte[] value = valueSerde.serializer().serialize(topic, record.headers(), record.value());
        HeldChangeV3 held = new HeldChangeV3(null, null, value, HeldRecord.of(scope.currentRecord()));
        store.put(GraceKeyV1.write(record.timestamp(), key, sequence), held.write(NOT_BUFFERED_BY_TIME));
        earliestMs = Math.min(earliestMs, record.timestamp());
    }

    /** Hands those on whose time is not after {@code ripeMs}, each in its own name. */
    void letGo(long ripeMs, Consumer<Record<K, V>> taker) {
        while (earliestMs <= ripeMs) {
            for (KeyValue<Bytes, byte[]> next : ripe(ripeMs)) {
                letGo(next.key.get(), next.value, taker);
                store.delete(next.key);
            }
        }
    }

    private List<KeyValue<Bytes, byte[]>> ripe(long ripeMs) {
        List<KeyValue<Bytes, byte[]>> ripe = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> waiting = store.range(GraceKeyV1.from(earliestMs), null)) {
            earliestMs = Long.MAX_VALUE;
            while (waiting.hasNext()) {
                long timestamp = GraceKeyV1.timestamp(waiting.peekNextKey().get());
                if (timestamp > ripeMs || ripe.size() == RELEASED_PER_LOOK) {
                    earliestMs = timestamp;
                    break;
                }
                ripe.add(waiting.next());
            }
        }
        return ripe;
    }

    private void letGo(byte[] stored, byte[] written, Consumer<Record<K, V>> taker) {
        HeldChangeV3 held = HeldChangeV3.read(ByteBuffer.wrap(written));
        HeldRecord origin = held.record();
        K key = keySerde.deserializer().deserialize(topic, origin.headers(), GraceKeyV1.key(stored));
        V value = valueSerde.deserializer().deserialize(topic, origin.headers(), held.after());
        Record<K, V> record = new Record<>(key, value, GraceKeyV1.timestamp(stored), origin.headers());
        scope.runAs(origin, () -> taker.accept(record));
    }
}
