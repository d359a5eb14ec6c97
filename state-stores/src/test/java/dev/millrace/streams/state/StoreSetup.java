package dev.millrace.streams.state;

import java.nio.ByteBuffer;
import java.util.List;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The dimensions of the store contract: where entries are, whether changes are held back, and in which form. */
public record StoreSetup(String bytes, long cacheBytes, long uncommittedBytes, boolean objects) {
    /** Every combination. */
    public static List<StoreSetup> all() {
        return List.of(
                new StoreSetup("rocksdb", 0, 1 << 20, true),
                new StoreSetup("rocksdb", 0, 1 << 20, false),
                new StoreSetup("rocksdb", 1 << 20, 1 << 20, true),
                new StoreSetup("rocksdb", 1 << 20, 1 << 20, false),
                new StoreSetup("rocksdb", 500, 500, true),
                new StoreSetup("rocksdb", 0, 500, true),
                new StoreSetup("memory", 0, 1 << 20, true),
                new StoreSetup("memory", 1 << 20, 1 << 20, true),
                new StoreSetup("memory", 500, 500, false),
                new StoreSetup("lru", 0, 1 << 20, true),
                new StoreSetup("lru", 500, 500, false),
                new StoreSetup("supplied", 0, 1 << 20, true),
                new StoreSetup("supplied", 500, 500, true));
    }

    public boolean persistent() {
        return bytes.equals("rocksdb");
    }

    KeyValueBytesStoreSupplier supplier() {
        return switch (bytes) {
            case "rocksdb" -> Stores.persistentKeyValueStore(FakeTask.STORE);
            case "memory" -> Stores.inMemoryKeyValueStore(FakeTask.STORE);
            case "lru" -> Stores.lruMap(FakeTask.STORE, 1_000_000);
            default -> new WrappingSupplier(Stores.inMemoryKeyValueStore(FakeTask.STORE));
        };
    }

    StoreBuilder<KeyValueStore<String, Long>> builder() {
        return caching(Stores.keyValueStoreBuilder(supplier(), keySerde(), valueSerde()));
    }

    <T extends dev.millrace.streams.processor.StateStore> StoreBuilder<T> caching(StoreBuilder<T> builder) {
        return cacheBytes > 0 ? builder.withCachingEnabled() : builder;
    }

    Serde<String> keySerde() {
        return objects
                ? Serdes.String()
                : Serdes.serdeFrom((topic, text) -> text.getBytes(), (topic, bytes) -> new String(bytes));
    }

    Serde<Long> valueSerde() {
        return objects
                ? Serdes.Long()
                : Serdes.serdeFrom(
                        (topic, number) -> number == null
                                ? null
                                : ByteBuffer.allocate(8).putLong(number).array(),
                        (topic, bytes) -> ByteBuffer.wrap(bytes).getLong());
    }

    @Override
    public String toString() {
        return bytes + (cacheBytes > 0 ? ", cache of " + cacheBytes : "") + ", heap of " + uncommittedBytes
                + (objects ? ", objects" : ", bytes");
    }
}
