package dev.millrace.differential;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiFunction;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.test.TestRecord;

/**
 * Everything a random program does, in words: its description, what it writes to every topic, what is in its stores.
 * Takes a seed and a directory, so that a class loader with the other library can be asked for the same.
 */
public final class Transcript implements BiFunction<Long, Path, List<String>> {
    private static final List<String> KEYS = List.of("a", "b", "c", "d");
    private static final List<String> VALUES = List.of("x", "yy", "zzz", "wxyz");
    private static final int RECORDS = 40;
    private static final List<String> OPTIMISATIONS = List.of(
            StreamsConfig.NO_OPTIMIZATION,
            StreamsConfig.OPTIMIZE,
            StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS,
            StreamsConfig.MERGE_REPARTITION_TOPICS,
            StreamsConfig.SINGLE_STORE_SELF_JOIN);

    /** Parts of names of stores that only joins look into. */
    private static final List<String> HIDDEN =
            List.of("-join-store", "JOINTHIS", "JOINOTHER", "OUTER", "SUBSCRIPTION", "subscription", "versions");

    private final List<String> lines = new ArrayList<>();

    @Override
    public List<String> apply(Long seed, Path stateDirectory) {
        Random random = new Random(seed);
        Properties config = config(random, stateDirectory);
        if (seed % 3 == 0) {
            config.put(
                    StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                    BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        }
        RandomProgram program = new RandomProgram(random);
        Topology topology = program.build().build(config);
        lines.add("optimised " + config.get(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG));
        lines.add(topology.describe().toString());
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, config, Instant.ofEpochMilli(1_000))) {
            pipe(random, program.inputs(), driver);
            read(driver);
        } catch (RuntimeException failed) {
            lines.add("failed with " + failed.getClass().getSimpleName());
        }
        return lines;
    }

    private static Properties config(Random random, Path stateDirectory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, OPTIMISATIONS.get(random.nextInt(OPTIMISATIONS.size())));
        if (random.nextBoolean()) {
            config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        }
        return config;
    }

    private static void pipe(Random random, List<String> inputs, TopologyTestDriver driver) {
        List<TestInputTopic<String, String>> topics = new ArrayList<>();
        for (String input : inputs) {
            topics.add(driver.createInputTopic(input, new StringSerializer(), new StringSerializer()));
        }
        for (int i = 0; i < RECORDS; i++) {
            String key = random.nextInt(12) == 0 ? null : KEYS.get(random.nextInt(KEYS.size()));
            String value = random.nextInt(12) == 0 ? null : VALUES.get(random.nextInt(VALUES.size()));
            Headers headers = new RecordHeaders();
            if (random.nextInt(4) == 0) {
                headers.add("h", new byte[] {(byte) i});
            }
            long timestamp = Math.max(0, 100L * i - random.nextInt(500));
            topics.get(random.nextInt(topics.size())).pipeInput(new TestRecord<>(key, value, headers, timestamp));
        }
    }

    private void read(TopologyTestDriver driver) {
        for (String topic : new TreeSet<>(driver.producedTopicNames())) {
            lines.add("topic " + topic);
            driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList()
                    .forEach(record -> lines.add(words(record)));
        }
        for (String store : new TreeSet<>(driver.getAllStateStores().keySet())) {
            lines.add("store " + store);
            if (HIDDEN.stream().anyMatch(store::contains)) {
                continue;
            }
            KeyValueStore<String, ValueAndTimestamp<Object>> entries = driver.getTimestampedKeyValueStore(store);
            try (KeyValueIterator<String, ValueAndTimestamp<Object>> all = entries.all()) {
                all.forEachRemaining(entry -> lines.add(entry.key + " -> " + entry.value));
            }
        }
    }

    private static String words(TestRecord<byte[], byte[]> record) {
        return hex(record.key()) + " -> " + hex(record.value()) + " at " + record.timestamp() + " with "
                + record.headers();
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
    }
}
