package dev.millrace.differential;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.WindowStore;
import dev.millrace.streams.test.TestRecord;

/** Everything a program of {@link RandomWindows} or {@link RandomTables} does, in words, as {@link Transcript} does for
 * others. */
public final class WindowTranscript implements BiFunction<Long, Path, List<String>> {
    private static final List<String> KEYS = List.of("a", "b", "ab");
    private static final int RECORDS = 60;

    private final List<String> lines = new ArrayList<>();

    @Override
    public List<String> apply(Long seed, Path stateDirectory) {
        Random random = new Random(seed);
        Properties config = config(random, stateDirectory);
        if (seed % 5 == 0) {
            config.put(
                    StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                    BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        }
        try {
            StreamsBuilder builder =
                    seed % 3 == 0 ? new RandomTables(random).build() : new RandomWindows(random).build();
            Topology topology = builder.build(config);
            lines.add(topology.describe().toString());
            run(random, config, topology);
        } catch (RuntimeException failed) {
            lines.add("failed with " + failed.getClass().getSimpleName());
        }
        return lines;
    }

    private void run(Random random, Properties config, Topology topology) {
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, config, Instant.ofEpochMilli(1_000))) {
            TestInputTopic<String, String> first =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            TestInputTopic<String, String> second =
                    topology.describe().toString().contains("other")
                            ? driver.createInputTopic("other", new StringSerializer(), new StringSerializer())
                            : first;
            long time = random.nextInt(30);
            for (int i = 0; i < RECORDS; i++) {
                time += random.nextInt(12) == 0 ? random.nextInt(200) : random.nextInt(6);
                if (random.nextInt(3) == 0) {
                    driver.advanceWallClockTime(Duration.ofMillis(random.nextInt(1_500)));
                }
                pipe(
                        random,
                        random.nextBoolean() ? first : second,
                        Math.max(0, time - random.nextInt(random.nextInt(3) == 0 ? 60 : 1)),
                        i);
            }
            read(driver);
        }
    }

    private static Properties config(Random random, Path stateDirectory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        if (random.nextBoolean()) {
            config.put("__emit.interval.ms.kstreams.windowed.aggregation__", 0L);
        }
        return config;
    }

    private static void pipe(Random random, TestInputTopic<String, String> topic, long timestamp, int i) {
        String key = random.nextInt(15) == 0 ? null : KEYS.get(random.nextInt(KEYS.size()));
        String value = random.nextInt(15) == 0 ? null : "v" + i;
        RecordHeaders headers = new RecordHeaders();
        if (random.nextInt(4) == 0) {
            headers.add("h", new byte[] {(byte) i});
        }
        topic.pipeInput(new TestRecord<>(key, value, headers, timestamp));
    }

    private void read(TopologyTestDriver driver) {
        for (String topic : new TreeSet<>(driver.producedTopicNames())) {
            lines.add("topic " + topic);
            driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(record -> lines.add(words(record, !topic.contains("SUPPRESS"))));
        }
        for (String store : new TreeSet<>(driver.getAllStateStores().keySet())) {
            lines.add("store " + store);
            readStore(driver, store);
        }
        TreeMap<String, Object> dropped = new TreeMap<>();
        driver.metrics().forEach((name, metric) -> {
            if (name.name().equals("dropped-records-total")) {
                dropped.put(name.tags().toString(), metric.metricValue());
            }
        });
        lines.add("dropped " + dropped.values());
    }

    private void readStore(TopologyTestDriver driver, String store) {
        WindowStore<String, ValueAndTimestamp<Object>> windows = driver.getTimestampedWindowStore(store);
        if (windows != null) {
            try (KeyValueIterator<Windowed<String>, ValueAndTimestamp<Object>> all = windows.all()) {
                all.forEachRemaining(entry -> lines.add(entry.key + " -> " + entry.value));
            }
        }
        KeyValueStore<String, ValueAndTimestamp<Object>> rows = driver.getTimestampedKeyValueStore(store);
        if (rows != null) {
            try (KeyValueIterator<String, ValueAndTimestamp<Object>> all = rows.all()) {
                all.forEachRemaining(entry -> lines.add(entry.key + " -> " + entry.value));
            }
        }
        SessionStore<String, Object> sessions = driver.getSessionStore(store);
        for (String key : sessions == null ? List.<String>of() : KEYS) {
            try (KeyValueIterator<Windowed<String>, Object> all = sessions.fetch(key)) {
                all.forEachRemaining(entry -> lines.add(entry.key + " -> " + entry.value));
            }
        }
    }

    /** The producer dates the changelog of a suppression in Kafka Streams: its time is that of the machine. */
    private static String words(TestRecord<byte[], byte[]> record, boolean dated) {
        return hex(record.key()) + " -> " + hex(record.value()) + " at " + (dated ? record.timestamp() : "any time")
                + " with " + record.headers();
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }
}
