package dev.millrace.streams.state;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.DslStoreFormat;

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

    /** A contract's setup: this with or without a changelog, and with values of a format. */
    record Contract(StoreSetup base, boolean logged, DslStoreFormat format) {
        /** Every implementation, cached or not, logged or not, in every format; then what else there is. */
        static List<Contract> all() {
            List<Contract> setups = new ArrayList<>();
            for (String bytes : List.of("rocksdb", "memory", "lru", "supplied")) {
                for (long cacheBytes : new long[] {0, 1 << 20}) {
                    StoreSetup base = new StoreSetup(bytes, cacheBytes, 1 << 20, true);
                    for (DslStoreFormat format : DslStoreFormat.values()) {
                        setups.add(new Contract(base, true, format));
                        setups.add(new Contract(base, false, format));
                    }
                }
            }
            StoreSetup.all().forEach(base -> setups.add(new Contract(base, true, DslStoreFormat.PLAIN)));
            return List.copyOf(new LinkedHashSet<>(setups));
        }

        KeyValueStore<String, Long> open(FakeTask task) {
            return PlainViews.of(KeyValueStore.class, task.open(builder().build()), format, task);
        }

        private StoreBuilder<?> builder() {
            StoreBuilder<?> builder =
                    switch (format) {
                        case PLAIN -> base.builder();
                        case TIMESTAMPED ->
                            base.caching(Stores.timestampedKeyValueStoreBuilder(
                                    supplier(), base.keySerde(), base.valueSerde()));
                        case HEADERS ->
                            base.caching(Stores.timestampedKeyValueStoreWithHeadersBuilder(
                                    supplier(), base.keySerde(), base.valueSerde()));
                    };
            return logged ? builder : builder.withLoggingDisabled();
        }

        private KeyValueBytesStoreSupplier supplier() {
            if (!base.persistent()) {
                return base.supplier();
            }
            return format == DslStoreFormat.HEADERS
                    ? Stores.persistentTimestampedKeyValueStoreWithHeaders(FakeTask.STORE)
                    : Stores.persistentTimestampedKeyValueStore(FakeTask.STORE);
        }

        @Override
        public String toString() {
            return format.name + ", " + base + (logged ? ", logged" : ", not logged");
        }
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
