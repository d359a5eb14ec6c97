package dev.millrace.differential.drawn;

import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.test.TestRecord;

/** What a program leaves behind, in words: records of all topics, contents of all stores, records it dropped. */
final class Findings {
    private static final List<String> KEYS = List.of("a", "b", "c", "ab", "x", "yy");

    /** Parts of names of stores whose entries are of inner types: their changelogs tell what is in them. */
    private static final List<String> INNER = List.of(
            "JOINTHIS", "JOINOTHER", "JOINSHARED", "-join-store", "OUTER", "UBSCRIPTION", "ubscription", "-Buffer");

    private final TopologyTestDriver driver;
    private final boolean headed;
    private final List<String> lines;

    /**
     * Reads what is in {@code driver}.
     *
     * @param headed whether stores were to keep headers. Otherwise those of joins are of different kinds: there, values
     *     are kept in stores that could hold headers; here, in stores of values
     */
    Findings(TopologyTestDriver driver, boolean headed, List<String> lines) {
        this.driver = driver;
        this.headed = headed;
        this.lines = lines;
    }

    void read() {
        for (String topic : new TreeSet<>(driver.producedTopicNames())) {
            lines.add("topic " + topic);
            driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(record -> lines.add(words(record, dated(topic))));
        }
        TreeMap<String, StateStore> stores = new TreeMap<>(driver.getAllStateStores());
        for (String store : stores.keySet()) {
            boolean inner = INNER.stream().anyMatch(store::contains);
            lines.add("store " + store + (!inner && headed(store) ? " with headers" : ""));
            if (!inner) {
                read(store);
            } else if (headed && driver.getTimestampedWindowStoreWithHeaders(store) != null) {
                read(driver.getTimestampedWindowStoreWithHeaders(store).all());
            }
        }
        TreeMap<String, Object> dropped = new TreeMap<>();
        driver.metrics().forEach((name, metric) -> {
            if (name.name().equals("dropped-records-total")) {
                dropped.put(name.tags().toString(), metric.metricValue());
            }
        });
        lines.add("dropped " + dropped.values());
    }

    private boolean headed(String store) {
        return driver.getTimestampedKeyValueStoreWithHeaders(store) != null
                || driver.getTimestampedWindowStoreWithHeaders(store) != null
                || driver.getSessionStoreWithHeaders(store) != null;
    }

    private void read(String store) {
        KeyValueStore<Object, ValueAndTimestamp<Object>> rows = driver.getTimestampedKeyValueStore(store);
        if (rows != null) {
            read(rows.all());
        }
        KeyValueStore<Object, Object> plain = rows == null ? driver.getKeyValueStore(store) : null;
        if (plain != null) {
            read(plain.all());
        }
        WindowStore<Object, ValueAndTimestamp<Object>> windows = driver.getTimestampedWindowStore(store);
        if (windows != null) {
            read(windows.all());
        }
        SessionStore<String, Object> sessions = driver.getSessionStore(store);
        VersionedKeyValueStore<String, Object> versions = driver.getVersionedKeyValueStore(store);
        for (String key : KEYS) {
            if (sessions != null) {
                read(sessions.fetch(key));
            }
            if (versions != null) {
                lines.add(key + " -> " + versions.get(key));
            }
        }
    }

    private <K> void read(KeyValueIterator<K, ?> entries) {
        try (entries) {
            entries.forEachRemaining(entry -> lines.add(entry.key + " -> " + entry.value));
        }
    }

    /** In Kafka Streams the producer dates the changelogs of what is held back: their time is that of the machine. */
    private static boolean dated(String topic) {
        return !topic.endsWith("-store-changelog")
                && !topic.endsWith("-Buffer-changelog")
                && !topic.contains("SUPPRESS");
    }

    private static String words(TestRecord<byte[], byte[]> record, boolean dated) {
        return hex(record.key()) + " -> " + hex(record.value()) + " at " + (dated ? record.timestamp() : "any time")
                + " with " + record.headers();
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }
}
