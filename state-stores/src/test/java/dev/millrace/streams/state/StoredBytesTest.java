package dev.millrace.streams.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

import dev.millrace.streams.errors.ProcessorStateException;
import dev.millrace.streams.errors.StreamsException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The bytes on disk and in the changelog, and the forms in which keys and values are held before. */
class StoredBytesTest {
    @TempDir
    Path stateDir;

    private FakeTask task;

    @AfterEach
    void close() {
        if (task != null) {
            task.close();
        }
    }

    private TimestampedKeyValueStore<String, Long> timestamped(KeyValueBytesStoreSupplier supplier) {
        task = new FakeTask(stateDir, 0, 1 << 20);
        return task.open(Stores.timestampedKeyValueStoreBuilder(supplier, Serdes.String(), Serdes.Long())
                .build());
    }

    @Test
    void diskHoldsStampedValuesTheirLayoutTheChangelogOffsetAndThePosition() throws Exception {
        TimestampedKeyValueStore<String, Long> store =
                timestamped(Stores.persistentTimestampedKeyValueStore(FakeTask.STORE));
        task.at(0x0102L, 0x0304L);
        store.put("k", ValueAndTimestamp.make(3L, 0x0102L));
        task.commit();
        task.close();
        assertThat(onDisk("store")).containsExactly(Map.entry("6b", "0000000000000102" + "0000000000000003"));
        assertThat(onDisk("default"))
                .containsExactly(
                        Map.entry("6c" + "73746f7265", "74"),
                        Map.entry("6e" + "73746f7265", "01" + "0000000000000304" + "00000000" + "0005" + "696e707574"),
                        Map.entry("6f" + "00000000" + "6170702d73746f72652d6368616e67656c6f67", "0000000000000001"));
    }

    private List<Map.Entry<String, String>> onDisk(String family) throws Exception {
        return rows(stateDir, family);
    }

    /** What the database in {@code stateDir} holds in a column family, as hexadecimal digits. */
    static List<Map.Entry<String, String>> rows(Path stateDir, String family) throws Exception {
        String path = stateDir.resolve("task.db").toString();
        List<Map.Entry<String, String>> rows = new ArrayList<>();
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        try (Options options = new Options()) {
            for (byte[] name : RocksDB.listColumnFamilies(options, path)) {
                families.add(new ColumnFamilyDescriptor(name));
            }
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (RocksDB database = RocksDB.openReadOnly(path, families, handles)) {
            for (ColumnFamilyHandle handle : handles) {
                if (new String(handle.getName(), StandardCharsets.UTF_8).equals(family)) {
                    try (var row = database.newIterator(handle)) {
                        for (row.seekToFirst(); row.isValid(); row.next()) {
                            rows.add(Map.entry(
                                    java.util.HexFormat.of().formatHex(row.key()),
                                    java.util.HexFormat.of().formatHex(row.value())));
                        }
                    }
                }
                handle.close();
            }
        }
        return rows;
    }

    @Test
    void changelogHoldsRawValuesAndTheTimeInTheRecord() {
        TimestampedKeyValueStore<String, Long> store =
                timestamped(Stores.persistentTimestampedKeyValueStore(FakeTask.STORE));
        task.at(9);
        store.put("k", ValueAndTimestamp.make(3L, 5));
        store.delete("k");
        assertThat(task.log()).extracting(record -> record.timestamp()).containsExactly(5L, 9L);
        assertThat(task.log().get(0).value()).isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 0, 3});
        assertThat(task.log().get(1).value()).isNull();
    }

    @Test
    void restoredTimestampedValuesHaveTheTimeOfTheirRecord() {
        TimestampedKeyValueStore<String, Long> store =
                timestamped(Stores.persistentTimestampedKeyValueStore(FakeTask.STORE));
        store.put("k", ValueAndTimestamp.make(3L, 5));
        try (FakeTask next = new FakeTask(stateDir.resolve("b"), 0, 1 << 20, task)) {
            TimestampedKeyValueStore<String, Long> restored = next.open(Stores.timestampedKeyValueStoreBuilder(
                            new WrappingSupplier(Stores.inMemoryKeyValueStore(FakeTask.STORE)),
                            Serdes.String(),
                            Serdes.Long())
                    .build());
            next.restore(restored);
            assertThat(restored.get("k")).isEqualTo(ValueAndTimestamp.make(3L, 5));
        }
        try (FakeTask next = new FakeTask(stateDir.resolve("c"), 0, 1 << 20, task)) {
            TimestampedKeyValueStore<String, Long> restored = next.open(Stores.timestampedKeyValueStoreBuilder(
                            Stores.persistentTimestampedKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.Long())
                    .build());
            next.restore(restored);
            assertThat(restored.get("k")).isEqualTo(ValueAndTimestamp.make(3L, 5));
        }
    }

    @Test
    void persistentStoreForPlainValuesForgetsTheTime() {
        TimestampedKeyValueStore<String, Long> store = timestamped(Stores.persistentKeyValueStore(FakeTask.STORE));
        store.put("k", ValueAndTimestamp.make(3L, 5));
        assertThat(store.get("k")).isEqualTo(ValueAndTimestamp.make(3L, -1));
        task.commit();
        assertThat(store.get("k")).isEqualTo(ValueAndTimestamp.make(3L, -1));
        assertThat(task.log().get(0).timestamp()).isEqualTo(5);
    }

    @Test
    void suppliedStoreOfBytesOutlivesTheProcessByFlushAlone() {
        task = new FakeTask(stateDir, 0, 1 << 20);
        KeyValueBytesStoreSupplier supplier = new WrappingSupplier(Stores.persistentKeyValueStore(FakeTask.STORE));
        KeyValueStore<String, Long> store =
                task.open(Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.Long())
                        .build());
        store.put("k", 1L);
        task.commit();
        task.close();
        FakeTask before = task;
        task = new FakeTask(stateDir, 0, 1 << 20, before);
        store = task.open(Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.Long())
                .build());
        assertThat(store.get("k")).isEqualTo(1);
    }

    @Test
    void lruMapForgetsWhatWasNotUsedLongestAndLogsIt() {
        task = new FakeTask(stateDir, 0, 1 << 20);
        StoreBuilder<KeyValueStore<String, Long>> builder =
                Stores.keyValueStoreBuilder(Stores.lruMap(FakeTask.STORE, 2), Serdes.String(), Serdes.Long());
        KeyValueStore<String, Long> store = task.open(builder.build());
        store.put("a", 1L);
        store.put("b", 2L);
        store.get("a");
        store.put("c", 3L);
        assertThat(store.get("b")).isNull();
        assertThat(store.get("a")).isEqualTo(1);
        assertThat(task.log())
                .extracting(record -> new String(record.key()) + (record.value() == null ? "-" : "+"))
                .containsExactlyInAnyOrder("a+", "b+", "c+", "b-");
        FakeTask next = new FakeTask(stateDir, 0, 1 << 20, task);
        KeyValueStore<String, Long> restored = next.open(builder.build());
        int logged = next.log().size();
        next.restore(restored);
        assertThat(next.log()).hasSize(logged);
        next.close();
    }

    @Test
    void stringsWithHalfSurrogatePairsAreTheKeyTheyAreWrittenAs() {
        task = new FakeTask(stateDir, 0, 1 << 20);
        KeyValueStore<String, Long> store = task.open(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.Long())
                .build());
        store.put("a\ud800", 1L);
        assertThat(store.get("a?")).isEqualTo(1);
        store.put("a?", 2L);
        assertThat(store.get("a\ud801")).isEqualTo(2);
        task.commit();
        assertThat(store.get("a\ud800")).isEqualTo(2);
        assertThat(store.approximateNumEntries()).isEqualTo(1);
    }

    @Test
    void mutableValuesAreNotSharedWithTheCaller() {
        task = new FakeTask(stateDir, 1 << 20, 1 << 20);
        Serde<StringBuilder> texts = Serdes.serdeFrom(
                (topic, text) -> text.toString().getBytes(StandardCharsets.UTF_8),
                (topic, bytes) -> new StringBuilder(new String(bytes, StandardCharsets.UTF_8)));
        KeyValueStore<Bytes, StringBuilder> store = task.open(
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(FakeTask.STORE), Serdes.Bytes(), texts)
                        .withCachingEnabled()
                        .build());
        StringBuilder value = new StringBuilder("a");
        Bytes key = Bytes.wrap(new byte[] {1});
        store.put(key, value);
        value.append("b");
        store.get(key).append("c");
        assertThat(store.get(key)).hasToString("a");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void wrongTypesAreRefusedWhenTheyArePut() {
        task = new FakeTask(stateDir, 1 << 20, 1 << 20);
        KeyValueStore store = task.open(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.Long())
                .withCachingEnabled()
                .build());
        assertThatThrownBy(() -> store.put(1L, 1L))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("StringSerializer")
                .hasMessageContaining("java.lang.Long");
        assertThatThrownBy(() -> store.put("a", "b"))
                .isInstanceOf(StreamsException.class)
                .hasMessageContaining("LongSerializer");
    }

    @Test
    void storeThatCannotBeOpenedNamesTaskAndFolder() throws Exception {
        java.nio.file.Files.writeString(stateDir.resolve("task.db"), "not a folder");
        task = new FakeTask(stateDir, 0, 1 << 20);
        assertThatThrownBy(() -> task.open(Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(FakeTask.STORE), Serdes.String(), Serdes.Long())
                        .build()))
                .isInstanceOf(ProcessorStateException.class)
                .hasMessageContaining("0_0")
                .hasMessageContaining("task.db");
    }
}
