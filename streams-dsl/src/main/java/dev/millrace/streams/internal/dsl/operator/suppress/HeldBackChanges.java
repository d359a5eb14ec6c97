package dev.millrace.streams.internal.dsl.operator.suppress;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.held.HeldChangeV3;
import dev.millrace.streams.internal.dsl.held.HeldRecord;
import dev.millrace.streams.internal.spi.BatchRestore;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreRuntime;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;

/**
 * The latest change of each key that is held back, by the time of the first one, then by serialised key. Lives in the
 * heap; what changed since the last commit is written to the changelog at the next, with a removal where a key went on.
 * A header of the changelog record, {@code v}, holds the version of its value, 3.
 * <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
final class HeldBackChanges<K, V> implements StateStore {
    private static final String VERSION_HEADER = "v";
    private static final byte VERSION = 3;

    private final String name;
    private final boolean logging;
    private final @Nullable Serde<K> givenKeySerde;
    private final @Nullable Serde<V> givenValueSerde;
    private final Map<Bytes, Slot> byKey = new HashMap<>();
    private final TreeMap<Slot, HeldChangeV3> byTime = new TreeMap<>();
    private final Set<Bytes> unlogged = new HashSet<>();
    private StoreRuntime runtime;
    private ChangelogWriter changelog = ChangelogWriter.NONE;
    private Serde<K> keySerde;
    private Serde<V> valueSerde;
    private String topic = "";
    private long sizeBytes;
    private boolean open;

    /** Where a key stands. */
    private record Slot(long time, Bytes key) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : key.compareTo(other.key);
        }
    }

    /** Takes what is let go. */
    @FunctionalInterface
    interface Taker<K, V> {
        /** A change, made by {@code record}, which is the task's current record while this runs. */
        void letGo(K key, Change<V> change, RecordContext record);
    }

    HeldBackChanges(String name, boolean logging, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde) {
        this.name = name;
        this.logging = logging;
        this.givenKeySerde = keySerde;
        this.givenValueSerde = valueSerde;
    }

    @Override
    @SuppressWarnings("unchecked")
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        if (!(stateStoreContext instanceof StoreRuntime task)) {
            throw new IllegalArgumentException(
                    "Store " + name + " has to be initialised with the context of a task of this library");
        }
        runtime = task;
        topic = task.applicationId() + "-" + name + "-changelog";
        keySerde = givenKeySerde == null ? (Serde<K>) task.keySerde() : givenKeySerde;
        valueSerde = givenValueSerde == null ? (Serde<V>) task.valueSerde() : givenValueSerde;
        changelog = logging ? task.changelog(name) : ChangelogWriter.NONE;
        open = true;
        task.register(root, new Restore());
    }

    /** Holds a change back, in place of an earlier one of the key, at the time of that. */
    void put(long time, K key, Change<V> change) {
        Bytes keyBytes = Bytes.wrap(keySerde.serializer().serialize(topic, key));
        byte[] before = bytes(change.oldValue());
        Slot slot = byKey.get(keyBytes);
        HeldChangeV3 held = slot == null ? null : byTime.get(slot);
        byte[] prior = held == null ? before : held.prior();
        HeldRecord record = HeldRecord.of(runtime.currentRecord());
        put(
                slot == null ? new Slot(time, keyBytes) : slot,
                held,
                new HeldChangeV3(prior, before, bytes(change.newValue()), record));
        markUnlogged(keyBytes);
    }

    private byte @Nullable [] bytes(@Nullable V value) {
        return value == null ? null : valueSerde.serializer().serialize(topic, value);
    }

    private void put(Slot slot, @Nullable HeldChangeV3 former, HeldChangeV3 change) {
        byTime.put(slot, change);
        byKey.put(slot.key(), slot);
        sizeBytes += former == null ? sizeOf(slot, change) : change.sizeBytes() - former.sizeBytes();
    }

    private static long sizeOf(Slot slot, HeldChangeV3 change) {
        return slot.key().get().length + Long.BYTES + change.sizeBytes();
    }

    private void markUnlogged(Bytes key) {
        if (logging) {
            unlogged.add(key);
        }
    }

    /** The value that a key held back had before all that is held back, or null; asked only if it is held back. */
    @Nullable
    V prior(K key) {
        Slot slot = byKey.get(Bytes.wrap(keySerde.serializer().serialize(topic, key)));
        return slot == null ? null : value(byTime.get(slot).prior());
    }

    /** Whether a change of {@code key} is held back. */
    boolean holds(K key) {
        return byKey.containsKey(Bytes.wrap(keySerde.serializer().serialize(topic, key)));
    }

    /** Number of keys. */
    int count() {
        return byTime.size();
    }

    /** Bytes by estimate. */
    long sizeBytes() {
        return sizeBytes;
    }

    /** Time of the oldest key; the greatest number if there is none. */
    long earliestTime() {
        return byTime.isEmpty() ? Long.MAX_VALUE : byTime.firstKey().time();
    }

    /**
     * Hands the oldest change to {@code taker}, and forgets it afterwards: who looks the key up meanwhile sees the
     * value before it, as in Kafka Streams.
     */
    void letOldestGo(Taker<K, V> taker) {
        Map.Entry<Slot, HeldChangeV3> oldest = byTime.firstEntry();
        Slot slot = oldest.getKey();
        HeldChangeV3 change = oldest.getValue();
        K key = keySerde.deserializer().deserialize(topic, slot.key().get());
        Change<V> values = new Change<>(value(change.after()), value(change.before()));
        HeldRecord record = change.record();
        runtime.runAs(record, () -> taker.letGo(key, values, record));
        byTime.remove(slot);
        byKey.remove(slot.key());
        sizeBytes -= sizeOf(slot, change);
        markUnlogged(slot.key());
    }

    private @Nullable V value(byte @Nullable [] bytes) {
        return bytes == null ? null : valueSerde.deserializer().deserialize(topic, bytes);
    }

    /** Logs what changed since the last time. */
    @Override
    public void flush() {
        for (Bytes key : unlogged) {
            Slot slot = byKey.get(key);
            byte[] value = slot == null ? null : byTime.get(slot).write(slot.time());
            changelog.log(key.get(), value, runtime.currentSystemTimeMs(), slot == null ? null : versionHeader());
        }
        unlogged.clear();
    }

    private static Headers versionHeader() {
        return new RecordHeaders().add(VERSION_HEADER, new byte[] {VERSION});
    }

    /** Brings back what was held back. */
    private final class Restore implements BatchRestore {
        @Override
        public void restoreBatch(
                TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long nextOffset) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                remove(Bytes.wrap(record.key()));
                if (record.value() != null) {
                    requireVersion(record);
                    restored(Bytes.wrap(record.key()), record.value());
                }
            }
        }

        @Override
        public void restore(byte[] key, byte @Nullable [] value) {
            remove(Bytes.wrap(key));
            if (value != null) {
                restored(Bytes.wrap(key), value);
            }
        }

        private void restored(Bytes key, byte[] value) {
            ByteBuffer bytes = ByteBuffer.wrap(value);
            HeldChangeV3 change = HeldChangeV3.read(bytes);
            put(new Slot(bytes.getLong(), key), null, change);
        }

        private void remove(Bytes key) {
            Slot slot = byKey.remove(key);
            if (slot != null) {
                sizeBytes -= sizeOf(slot, byTime.remove(slot));
            }
        }
    }

    private void requireVersion(ConsumerRecord<byte[], byte[]> record) {
        Header version = record.headers().lastHeader(VERSION_HEADER);
        byte[] written = version == null ? new byte[0] : version.value();
        if (written.length != 1 || written[0] != VERSION) {
            throw new IllegalArgumentException("Record of " + record.topic() + "-" + record.partition() + " at offset "
                    + record.offset() + " is not in version " + VERSION + " of what suppression buffers write");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        byKey.clear();
        byTime.clear();
        unlogged.clear();
        sizeBytes = 0;
    }
}
