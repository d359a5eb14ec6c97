package dev.millrace.streams.state;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.DslStoreFormat;
import dev.millrace.streams.processor.StateStore;

/**
 * The dimensions of the contracts of window and session stores.
 *
 * @param bytes where entries are: rocksdb, memory, or a user's layer around memory
 * @param cacheBytes bound of the cache, 0 for none
 * @param logged whether there is a changelog
 * @param objects whether keys are held as objects
 * @param format what values have
 */
record ContractSetup(String bytes, long cacheBytes, boolean logged, boolean objects, DslStoreFormat format) {
    static final Duration RETENTION = Duration.ofMinutes(2);
    static final Duration SIZE = Duration.ofSeconds(10);

    static List<ContractSetup> all() {
        List<ContractSetup> setups = new ArrayList<>();
        for (String bytes : List.of("rocksdb", "memory", "supplied")) {
            for (boolean logged : new boolean[] {true, false}) {
                for (DslStoreFormat format : DslStoreFormat.values()) {
                    setups.add(new ContractSetup(bytes, 0, logged, true, format));
                    setups.add(new ContractSetup(bytes, 1 << 20, logged, false, format));
                }
                setups.add(new ContractSetup(bytes, 400, logged, true, DslStoreFormat.PLAIN));
            }
        }
        return setups;
    }

    /** Session stores know no values with their time. */
    static List<ContractSetup> ofSessions() {
        return all().stream()
                .filter(setup -> setup.format() != DslStoreFormat.TIMESTAMPED)
                .toList();
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

    WindowStore<String, Long> openWindows(FakeTask task) {
        return PlainViews.of(WindowStore.class, task.open(windows().build()), format, task);
    }

    SessionStore<String, Long> openSessions(FakeTask task) {
        return PlainViews.of(SessionStore.class, task.open(sessions().build()), format, task);
    }

    private StoreBuilder<?> windows() {
        WindowBytesStoreSupplier supplier =
                switch (bytes) {
                    case "rocksdb" -> windowsOnDisk();
                    case "memory" -> Stores.inMemoryWindowStore(FakeTask.STORE, RETENTION, SIZE, false);
                    default -> WrappedStores.of(Stores.inMemoryWindowStore(FakeTask.STORE, RETENTION, SIZE, false));
                };
        return switch (format) {
            case PLAIN -> asked(Stores.windowStoreBuilder(supplier, keySerde(), Serdes.Long()));
            case TIMESTAMPED -> asked(Stores.timestampedWindowStoreBuilder(supplier, keySerde(), Serdes.Long()));
            case HEADERS -> asked(Stores.timestampedWindowStoreWithHeadersBuilder(supplier, keySerde(), Serdes.Long()));
        };
    }

    private WindowBytesStoreSupplier windowsOnDisk() {
        return switch (format) {
            case PLAIN -> Stores.persistentWindowStore(FakeTask.STORE, RETENTION, SIZE, false);
            case TIMESTAMPED -> Stores.persistentTimestampedWindowStore(FakeTask.STORE, RETENTION, SIZE, false);
            case HEADERS -> Stores.persistentTimestampedWindowStoreWithHeaders(FakeTask.STORE, RETENTION, SIZE, false);
        };
    }

    private StoreBuilder<?> sessions() {
        boolean headed = format == DslStoreFormat.HEADERS;
        SessionBytesStoreSupplier onDisk = headed
                ? Stores.persistentSessionStoreWithHeaders(FakeTask.STORE, RETENTION)
                : Stores.persistentSessionStore(FakeTask.STORE, RETENTION);
        SessionBytesStoreSupplier inHeap = Stores.inMemorySessionStore(FakeTask.STORE, RETENTION);
        SessionBytesStoreSupplier supplier =
                switch (bytes) {
                    case "rocksdb" -> onDisk;
                    case "memory" -> inHeap;
                    default -> WrappedStores.of(inHeap);
                };
        return headed
                ? asked(Stores.sessionStoreWithHeadersBuilder(supplier, keySerde(), Serdes.Long()))
                : asked(Stores.sessionStoreBuilder(supplier, keySerde(), Serdes.Long()));
    }

    private <T extends StateStore> StoreBuilder<T> asked(StoreBuilder<T> builder) {
        StoreBuilder<T> cached = cacheBytes > 0 ? builder.withCachingEnabled() : builder;
        return logged ? cached : cached.withLoggingDisabled();
    }

    @Override
    public String toString() {
        return format.name
                + ", "
                + bytes
                + (cacheBytes > 0 ? ", cache of " + cacheBytes : "")
                + (logged ? ", logged" : ", not logged")
                + (objects ? ", objects" : ", bytes");
    }
}
