package dev.millrace.differential;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.internals.SessionWindow;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.AggregationWithHeaders;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.SessionStoreWithHeaders;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.WindowStore;

/**
 * One store of each kind, filled by a processor and asked for by every getter of the driver. Compiled for Kafka Streams
 * too.
 */
public final class StorePrograms implements BiFunction<String, Path, List<String>> {
    private static final String STORE = "store";
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SIZE = Duration.ofMillis(10);
    private static final Serde<String> TEXT = Serdes.String();

    private final Map<String, Supplier<StoreBuilder<?>>> kinds = new TreeMap<>();

    /** All kinds. */
    public StorePrograms() {
        kinds.put("key-value", () -> Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), TEXT, TEXT));
        kinds.put(
                "timestamped",
                () -> Stores.timestampedKeyValueStoreBuilder(
                        Stores.persistentTimestampedKeyValueStore(STORE), TEXT, TEXT));
        kinds.put(
                "headers",
                () -> Stores.timestampedKeyValueStoreWithHeadersBuilder(
                        Stores.persistentTimestampedKeyValueStoreWithHeaders(STORE), TEXT, TEXT));
        kinds.put(
                "versioned",
                () -> Stores.versionedKeyValueStoreBuilder(
                        Stores.persistentVersionedKeyValueStore(STORE, LONG), TEXT, TEXT));
        kinds.put(
                "windows",
                () -> Stores.windowStoreBuilder(Stores.inMemoryWindowStore(STORE, LONG, SIZE, false), TEXT, TEXT));
        kinds.put(
                "timestamped windows",
                () -> Stores.timestampedWindowStoreBuilder(
                        Stores.persistentTimestampedWindowStore(STORE, LONG, SIZE, false), TEXT, TEXT));
        kinds.put(
                "windows with headers",
                () -> Stores.timestampedWindowStoreWithHeadersBuilder(
                        Stores.persistentTimestampedWindowStoreWithHeaders(STORE, LONG, SIZE, false), TEXT, TEXT));
        kinds.put("sessions", () -> Stores.sessionStoreBuilder(Stores.inMemorySessionStore(STORE, LONG), TEXT, TEXT));
        kinds.put(
                "sessions with headers",
                () -> Stores.sessionStoreWithHeadersBuilder(
                        Stores.persistentSessionStoreWithHeaders(STORE, LONG), TEXT, TEXT));
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(kinds.keySet());
    }

    /** Puts each record into the store. */
    private static final class Putting extends ContextualProcessor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {
            StateStore store = context().getStateStore(STORE);
            put(store, record);
        }

        @SuppressWarnings("unchecked")
        private static void put(StateStore store, Record<String, String> record) {
            String key = record.key();
            long time = record.timestamp();
            ValueAndTimestamp<String> stamped = ValueAndTimestamp.make(record.value(), time);
            ValueTimestampHeaders<String> headed = ValueTimestampHeaders.make(record.value(), time, record.headers());
            if (store instanceof VersionedKeyValueStore) {
                ((VersionedKeyValueStore<String, String>) store).put(key, record.value(), time);
            } else if (store instanceof SessionStoreWithHeaders) {
                ((SessionStoreWithHeaders<String, String>) store)
                        .put(session(key, time), AggregationWithHeaders.make(record.value(), record.headers()));
            } else if (store instanceof SessionStore) {
                ((SessionStore<String, String>) store).put(session(key, time), record.value());
            } else if (store instanceof TimestampedKeyValueStoreWithHeaders) {
                ((TimestampedKeyValueStoreWithHeaders<String, String>) store).put(key, headed);
            } else if (store instanceof TimestampedKeyValueStore) {
                ((TimestampedKeyValueStore<String, String>) store).put(key, stamped);
            } else if (store instanceof KeyValueStore) {
                ((KeyValueStore<String, String>) store).put(key, record.value());
            } else if (store instanceof TimestampedWindowStoreWithHeaders) {
                ((TimestampedWindowStoreWithHeaders<String, String>) store).put(key, headed, time);
            } else if (store instanceof TimestampedWindowStore) {
                ((TimestampedWindowStore<String, String>) store).put(key, stamped, time);
            } else if (store instanceof WindowStore) {
                ((WindowStore<String, String>) store).put(key, record.value(), time);
            }
        }
    }

    private static Windowed<String> session(String key, long end) {
        return new Windowed<>(key, new SessionWindow(end - 1, end));
    }

    @Override
    public List<String> apply(String kind, Path directory) {
        List<String> words = new ArrayList<>();
        Topology topology = new Topology()
                .addSource("source", TEXT.deserializer(), TEXT.deserializer(), "in")
                .addProcessor("put", Putting::new, "source")
                .addStateStore(kinds.get(kind).get().withLoggingDisabled(), "put");
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, config(directory), Instant.ofEpochMilli(0))) {
            var input = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            input.pipeInput("a", "one", 10);
            input.pipeInput("b", "two", 20);
            keyValues(driver, words);
            windows(driver, words);
            words.add("sessions: " + (driver.getSessionStore(STORE) != null));
            words.add("sessions with headers: " + (driver.getSessionStoreWithHeaders(STORE) != null));
            words.add("versions: " + (driver.getVersionedKeyValueStore(STORE) != null));
            attempt(words, () -> driver.getStateStore(STORE));
            input.pipeInput("a", "later", 1_000_000);
            input.pipeInput("a", "expired", 30);
            input.pipeInput("b", null, 31);
            driver.metrics().forEach((name, metric) -> {
                if (name.name().equals("dropped-records-total")) {
                    words.add("dropped " + metric.metricValue());
                }
            });
            words.add("absent: " + driver.getStateStore("other") + driver.getWindowStore("other")
                    + driver.getSessionStore("other"));
        }
        return words;
    }

    private static void keyValues(TopologyTestDriver driver, List<String> words) {
        KeyValueStore<String, String> plain = driver.getKeyValueStore(STORE);
        words.add("key-value: " + (plain == null ? null : rows(plain.all())));
        KeyValueStore<String, ValueAndTimestamp<String>> stamped = driver.getTimestampedKeyValueStore(STORE);
        words.add("timestamped: " + (stamped == null ? null : rows(stamped.reverseAll())));
        KeyValueStore<String, ValueTimestampHeaders<String>> headed =
                driver.getTimestampedKeyValueStoreWithHeaders(STORE);
        words.add("headed: " + (headed == null ? null : rows(headed.range("b", null))));
        if (stamped != null) {
            stamped.put("c", ValueAndTimestamp.make("three", 30));
            words.add("then: " + rows(plain.all()));
        }
        if (headed != null) {
            headed.put("d", ValueTimestampHeaders.make("four", 40, new RecordHeaders().add("h", new byte[] {1})));
            words.add("then: " + rows(headed.all()) + stamped.get("d") + plain.get("d"));
        }
    }

    private static void windows(TopologyTestDriver driver, List<String> words) {
        WindowStore<String, String> plain = driver.getWindowStore(STORE);
        words.add("windows: " + (plain == null ? null : rows(plain.all()) + " " + rows(plain.fetch("a", 0, 50))));
        WindowStore<String, ValueAndTimestamp<String>> stamped = driver.getTimestampedWindowStore(STORE);
        words.add("timestamped: "
                + (stamped == null ? null : rows(stamped.backwardAll()) + " " + stamped.fetch("a", 10)));
        WindowStore<String, ValueTimestampHeaders<String>> headed = driver.getTimestampedWindowStoreWithHeaders(STORE);
        words.add("headed: " + (headed == null ? null : rows(headed.fetchAll(0, 15))));
        if (plain != null) {
            plain.put("c", "three", 30);
            words.add("then: " + rows(plain.fetch("a", "c", 0, 50)));
        }
        if (stamped != null) {
            stamped.put("d", ValueAndTimestamp.make("four", 41), 40);
            words.add("then: " + rows(stamped.all()) + plain.fetch("d", 40));
        }
    }

    private static <K, V> List<String> rows(KeyValueIterator<K, V> rows) {
        List<String> texts = new ArrayList<>();
        try (rows) {
            while (rows.hasNext()) {
                KeyValue<K, V> row = rows.next();
                texts.add(row.key + "=" + row.value);
            }
        }
        return texts;
    }

    private static void attempt(List<String> words, Runnable action) {
        try {
            action.run();
            words.add("found");
        } catch (IllegalArgumentException refused) {
            words.add("refused");
        }
    }

    private static Properties config(Path directory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "stores");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        return config;
    }
}
