package dev.millrace.streams.state;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.processor.StateStore;

/**
 * The dimensions of the contracts of window and session stores.
 *
 * @param bytes where entries are: rocksdb, memory, or a user's layer around memory
 * @param cacheBytes bound of the cache, 0 for none
 * @param logged whether there is a changelog
 * @param objects whether keys are held as objects
 */
record ContractSetup(String bytes, long cacheBytes, boolean logged, boolean objects) {
    static final Duration RETENTION = Duration.ofMinutes(2);
    static final Duration SIZE = Duration.ofSeconds(10);

    static List<ContractSetup> all() {
        List<ContractSetup> setups = new ArrayList<>();
        for (String bytes : List.of("rocksdb", "memory", "supplied")) {
            for (boolean logged : new boolean[] {true, false}) {
                setups.add(new ContractSetup(bytes, 0, logged, true));
                setups.add(new ContractSetup(bytes, 1 << 20, logged, false));
                setups.add(new ContractSetup(bytes, 400, logged, true));
            }
        }
        return setups;
    }

    boolean byTime() {
        return bytes.equals("memory") || bytes.equals("supplied") && cacheBytes == 0;
    }

    Serde<String> keySerde() {
        return objects
                ? Serdes.String()
                : Serdes.serdeFrom(
                        (topic, text) -> text.getBytes(StandardCharsets.UTF_8),
                        (topic, utf8) -> new String(utf8, StandardCharsets.UTF_8));
    }

    StoreBuilder<WindowStore<String, Long>> windows() {
        WindowBytesStoreSupplier inHeap = Stores.inMemoryWindowStore(FakeTask.STORE, RETENTION, SIZE, false);
        WindowBytesStoreSupplier supplier =
                switch (bytes) {
                    case "rocksdb" -> Stores.persistentWindowStore(FakeTask.STORE, RETENTION, SIZE, false);
                    case "memory" -> inHeap;
                    default -> WrappedStores.of(inHeap);
                };
        return asked(Stores.windowStoreBuilder(supplier, keySerde(), Serdes.Long()));
    }

    StoreBuilder<SessionStore<String, Long>> sessions() {
        SessionBytesStoreSupplier inHeap = Stores.inMemorySessionStore(FakeTask.STORE, RETENTION);
        SessionBytesStoreSupplier supplier =
                switch (bytes) {
                    case "rocksdb" -> Stores.persistentSessionStore(FakeTask.STORE, RETENTION);
                    case "memory" -> inHeap;
                    default -> WrappedStores.of(inHeap);
                };
        return asked(Stores.sessionStoreBuilder(supplier, keySerde(), Serdes.Long()));
    }

    private <T extends StateStore> StoreBuilder<T> asked(StoreBuilder<T> builder) {
        StoreBuilder<T> cached = cacheBytes > 0 ? builder.withCachingEnabled() : builder;
        return logged ? cached : cached.withLoggingDisabled();
    }

    @Override
    public String toString() {
        return bytes
                + (cacheBytes > 0 ? ", cache of " + cacheBytes : "")
                + (logged ? ", logged" : "")
                + (objects ? ", objects" : ", bytes");
    }
}
