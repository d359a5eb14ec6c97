package dev.millrace.differential;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.kstream.Branched;
import dev.millrace.streams.kstream.GlobalKTable;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.TableJoined;
import dev.millrace.streams.kstream.ValueTransformerWithKey;
import dev.millrace.streams.processor.ProcessorContext;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.test.TestRecord;

/**
 * Programs that join what two topics hold, one for each kind of join, fed with what is at the edge. Compiled for Kafka
 * Streams too, with other imports, so that both can be compared.
 */
public final class JoinPrograms implements BiFunction<String, Path, List<String>> {
    private static final Duration DAY = Duration.ofDays(1);

    /** Topic, key, value, time and perhaps a header of each. */
    private static final String RECORDS =
            "left a 1 0 h,left b 2 1,right a 3 2 x,right b - 2,left - 4 3,left a - 4,left - - 4,"
                    + "right - 5 4,right a 11 8 y,left b 7 9,right b 22 30,left c 1 31,left a 8 12 z,left b 2 45,"
                    + "right b 1 20,right c 9 60,left a 21 61,left a 21 61,left a 22 61,right d 1 90,left d 15 91,"
                    + "right a - 92,left d - 93,left e 1 150,right f 1 190,left a 1 189,right c 1 300,left c 1 2000";

    private final Map<String, BiConsumer<StreamsBuilder, List<String>>> programs = new TreeMap<>();

    /** All programs. */
    public JoinPrograms() {
        branches();
        streamTable();
        patientStreams();
        globalTables();
        tables();
        foreignKeys();
        transformed();
        streams();
        streamsInStores();
    }

    private void branches() {
        programs.put("split", (builder, words) -> {
            Map<String, KStream<String, String>> branches = left(builder)
                    .split()
                    .branch((key, value) -> "a".equals(key))
                    .branch((key, value) -> "b".equals(key), Branched.as("-bees"))
                    .branch((key, value) -> value == null, Branched.withConsumer(stream -> stream.to("nulls")))
                    .branch((key, value) -> "1".equals(value), Branched.withFunction(stream -> null))
                    .defaultBranch(Branched.withFunction(stream -> stream.mapValues(value -> value + "!"), "-rest"));
            words.add("branches " + new TreeSet<>(branches.keySet()));
            branches.forEach((name, branch) -> branch.to("out" + name.charAt(name.length() - 1)));
        });
        programs.put("split by name", (builder, words) -> {
            Map<String, KStream<String, String>> branches = left(builder)
                    .split(Named.as("split-"))
                    .branch((key, value) -> "a".equals(key), Branched.as("a"))
                    .branch((key, value) -> "b".equals(key))
                    .noDefaultBranch();
            words.add("branches " + new TreeSet<>(branches.keySet()));
            branches.get("split-a").merge(branches.get("split-2")).to("out");
        });
    }

    private void streamTable() {
        on("stream-table", (left, right) -> left.join(right.toTable(), (one, other) -> one + "+" + other));
        on(
                "stream-table left",
                (left, right) -> left.leftJoin(right.toTable(), (key, one, other) -> key + one + other));
        on("stream-table of new keys", (left, right) -> left.selectKey((key, value) -> key)
                .join(right.toTable(), (one, other) -> one + "+" + other));
        on("stream-table of new keys by name", (left, right) -> left.selectKey((key, value) -> key)
                .leftJoin(
                        right.toTable(),
                        (one, other) -> one + "+" + other,
                        Joined.with(Serdes.String(), Serdes.String(), Serdes.String(), "enriched")));
        onTable("stream-mapped table", (left, right) -> left.toStream()
                .join(
                        right.mapValues(value -> value + "m").filter((key, value) -> !value.startsWith("2")),
                        (one, other) -> one + "+" + other));
        programs.put("stream-versioned table", (builder, words) -> left(builder)
                .join(
                        builder.table(
                                "right",
                                Materialized.<String, String>as(
                                        Stores.persistentVersionedKeyValueStore("versions", DAY))),
                        (one, other) -> one + "+" + other)
                .to("out"));
    }

    /** Records that wait for the table (KIP-923). */
    private void patientStreams() {
        for (int grace : new int[] {0, 10, 100}) {
            patient("grace " + grace, grace, (stream, table) -> stream.join(table, JoinPrograms::both, grace(grace)));
        }
        patient("grace left", 30, (stream, table) -> stream.filter((key, value) -> key != null)
                .leftJoin(table, JoinPrograms::both, grace(30)));
        patient("grace of new keys", 5, (stream, table) -> stream.selectKey((key, value) -> value == null ? "c" : key)
                .join(table, JoinPrograms::both, grace(5).withName("patient")));
        patient(
                "grace of mapped table",
                20,
                (stream, table) -> stream.join(
                        table.mapValues(value -> value + "m").filter((key, value) -> !value.startsWith("2")),
                        JoinPrograms::both,
                        grace(20).withName("patient")));
        patient("grace below zero", 5, (stream, table) -> stream.join(table, JoinPrograms::both, grace(-5)));
        refused("grace beyond history", 500, (stream, table) -> stream.join(table, JoinPrograms::both, grace(501)));
        refused(
                "grace of plain table",
                500,
                (stream, table) -> stream.join(stream.toTable(), JoinPrograms::both, grace(1)));
        refused(
                "grace of kept table",
                500,
                (stream, table) -> stream.join(
                        table.filter((key, value) -> true, Materialized.as("kept")), JoinPrograms::both, grace(1)));
        refused(
                "grace of joined tables",
                500,
                (stream, table) -> stream.join(table.join(table, JoinPrograms::both), JoinPrograms::both, grace(1)));
    }

    private static String both(String one, String other) {
        return one + "+" + other;
    }

    private static Joined<String, String, String> grace(int ms) {
        return Joined.<String, String, String>with(Serdes.String(), Serdes.String(), Serdes.String())
                .withGracePeriod(Duration.ofMillis(ms));
    }

    private void patient(
            String name,
            int history,
            BiFunction<KStream<String, String>, KTable<String, String>, KStream<String, String>> program) {
        programs.put(name, (builder, words) -> program.apply(left(builder), versions(builder, history + 10))
                .to("out"));
    }

    private static KTable<String, String> versions(StreamsBuilder builder, int historyMs) {
        return builder.table(
                "right",
                Materialized.<String, String>as(
                        Stores.persistentVersionedKeyValueStore("versions", Duration.ofMillis(historyMs))));
    }

    private void refused(
            String name,
            int history,
            BiFunction<KStream<String, String>, KTable<String, String>, KStream<String, String>> program) {
        programs.put(name, (builder, words) -> {
            StreamsBuilder wrong = new StreamsBuilder();
            try {
                program.apply(wrong.stream("left"), versions(wrong, history)).to("out");
                words.add("written");
                wrong.build();
            } catch (IllegalArgumentException refused) {
                words.add("refused: " + refused.getMessage());
            }
            left(builder).to("out");
        });
    }

    private void globalTables() {
        programs.put("stream-global", (builder, words) -> left(builder)
                .join(builder.globalTable("right"), (key, value) -> key, (one, other) -> one + "+" + other)
                .to("out"));
        programs.put("stream-global left by name", (builder, words) -> {
            GlobalKTable<String, String> table = builder.globalTable("right", Materialized.as("everywhere"));
            words.add("store " + table.queryableStoreName());
            left(builder)
                    .leftJoin(
                            table,
                            (key, value) -> value == null ? null : key,
                            (key, one, other) -> key + one + "+" + other,
                            Named.as("looked-up"))
                    .to("out");
        });
        programs.put("stream-global left without key", (builder, words) -> left(builder)
                .leftJoin(
                        builder.globalTable("right"),
                        (key, value) -> "a".equals(key) ? null : "b",
                        (one, other) -> one + "+" + other)
                .to("out"));
    }

    private void tables() {
        onTable("table-table", (left, right) -> left.join(right, (one, other) -> one + "+" + other)
                .toStream());
        onTable("table-table left", (left, right) -> left.leftJoin(right, (one, other) -> one + "+" + other)
                .toStream());
        onTable("table-table outer", (left, right) -> left.outerJoin(right, (one, other) -> one + "+" + other)
                .toStream());
        onTable("table-table stored", (left, right) -> left.join(
                        right, (one, other) -> one + "+" + other, Named.as("both"), Materialized.as("joined"))
                .toStream());
        onTable("table-table left stored without name", (left, right) -> left.leftJoin(
                        right,
                        (one, other) -> one + "+" + other,
                        Materialized.<String, String, KeyValueStore<Bytes, byte[]>>with(
                                        Serdes.String(), Serdes.String())
                                .withCachingDisabled())
                .toStream());
        onTable("table-table filtered", (left, right) -> left.outerJoin(right, (one, other) -> one + "+" + other)
                .filter((key, value) -> value.contains("1"))
                .toStream());
        onTable("table-table-table", (left, right) -> left.join(right, (one, other) -> one + "+" + other)
                .leftJoin(right.filter((key, value) -> !value.startsWith("2")), (one, other) -> one + "-" + other)
                .toStream());
        onTable("stream-joined table", (left, right) -> left.toStream()
                .join(left.outerJoin(right, (one, other) -> one + "+" + other), (one, other) -> one + "*" + other));
        programs.put("versioned table-table", (builder, words) -> builder.table(
                        "left",
                        Materialized.<String, String>as(Stores.persistentVersionedKeyValueStore("versions", DAY)))
                .leftJoin(builder.<String, String>table("right"), (one, other) -> one + "+" + other)
                .toStream()
                .to("out"));
        programs.put("versioned table, some too late", (builder, words) -> builder.<String, String>table(
                        "left",
                        Materialized.<String, String>as(
                                Stores.persistentVersionedKeyValueStore("versions", Duration.ofMillis(20))))
                .toStream()
                .to("out"));
        programs.put(
                "versioned table grouped",
                (builder, words) -> grouped(builder.table(
                        "left", Materialized.as(Stores.persistentVersionedKeyValueStore("versions", DAY)))));
        programs.put(
                "versioned table filtered and grouped",
                (builder, words) -> grouped(builder.<String, String>table(
                                "left", Materialized.as(Stores.persistentVersionedKeyValueStore("versions", DAY)))
                        .filter((key, value) -> value.length() > 1)));
        programs.put(
                "versioned table kept by others and grouped",
                (builder, words) -> grouped(builder.<String, String>table(
                                "left", Materialized.as(Stores.persistentVersionedKeyValueStore("versions", DAY)))
                        .filter(
                                (key, value) -> value.length() > 1,
                                Materialized.with(Serdes.String(), Serdes.String()))));
        programs.put("versioned table filtered", (builder, words) -> builder.<String, String>table(
                        "left",
                        Materialized.<String, String>as(Stores.persistentVersionedKeyValueStore("versions", DAY)))
                .filter((key, value) -> value.length() > 1)
                .toStream()
                .to("out"));
    }

    private static void grouped(KTable<String, String> table) {
        table.groupBy((key, value) -> KeyValue.pair(value.substring(0, 1), value))
                .aggregate(
                        () -> "",
                        (key, value, sum) -> sum + "+" + value,
                        (key, value, sum) -> sum + "-" + value,
                        Materialized.with(Serdes.String(), Serdes.String()))
                .toStream()
                .to("out");
    }

    private void foreignKeys() {
        onTable("foreign key", (left, right) -> left.join(
                        right, value -> JoinPrograms.foreignKey(value), (one, other) -> one + "+" + other)
                .toStream());
        onTable("foreign key left", (left, right) -> left.leftJoin(
                        right, (key, value) -> JoinPrograms.foreignKey(value), (one, other) -> one + "+" + other)
                .toStream());
        onTable("foreign key by name", (left, right) -> left.join(
                        right,
                        value -> JoinPrograms.foreignKey(value),
                        (one, other) -> one + "+" + other,
                        TableJoined.as("fk"),
                        Materialized.as("joined"))
                .toStream());
        onTable("foreign key left partitioned", (left, right) -> left.leftJoin(
                        right.filter((key, value) -> !value.startsWith("2")),
                        value -> JoinPrograms.foreignKey(value),
                        (one, other) -> one + "+" + other,
                        TableJoined.<String, String>with(
                                        (topic, key, value, partitions) -> Optional.of(Set.of(0)),
                                        (topic, key, value, partitions) -> Optional.of(Set.of(0)))
                                .withName("fk"))
                .mapValues(value -> value + "!")
                .toStream());
        onTable("foreign key, then key", (left, right) -> left.join(
                        right, value -> JoinPrograms.foreignKey(value), (one, other) -> one + "+" + other)
                .outerJoin(left, (one, other) -> one + "-" + other)
                .toStream());
        programs.put("foreign key of versioned", (builder, words) -> builder.table(
                        "left",
                        Materialized.<String, String>as(Stores.persistentVersionedKeyValueStore("versions", DAY)))
                .leftJoin(
                        builder.<String, String>table("right"),
                        value -> JoinPrograms.foreignKey(value),
                        (one, other) -> one + "+" + other)
                .toStream()
                .to("out"));
    }

    private static String foreignKey(String value) {
        return value.equals("4") ? null : value.startsWith("2") ? "a" : value.length() > 1 ? "b" : "c";
    }

    private void transformed() {
        onTable("transformed table", (left, right) -> left.<String>transformValues(Upper::new)
                .toStream());
        onTable("transformed table stored", (left, right) -> left.<String>transformValues(
                        Upper::new, Materialized.as("upper"), Named.as("raise"))
                .toStream());
        onTable("transformed table joined", (left, right) -> left.<String>transformValues(Upper::new)
                .join(right, (one, other) -> one + "+" + other)
                .toStream());
    }

    @SuppressWarnings("deprecation")
    private void streams() {
        JoinWindows windows = JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(10), Duration.ofMillis(5));
        on("stream-stream", (left, right) -> left.join(right, (one, other) -> one + "+" + other, windows));
        on("stream-stream left", (left, right) -> left.leftJoin(right, (one, other) -> one + "+" + other, windows));
        on("stream-stream outer", (left, right) -> left.outerJoin(right, (one, other) -> one + "+" + other, windows));
        on(
                "stream-stream outer with key",
                (left, right) -> left.outerJoin(
                        right, (key, one, other) -> key + one + "+" + other, windows.before(Duration.ofMillis(2))));
        on(
                "stream-stream left, later only",
                (left, right) ->
                        left.leftJoin(right, (one, other) -> one + "+" + other, windows.before(Duration.ZERO)));
        on(
                "stream-stream of before grace",
                (left, right) -> left.outerJoin(
                        right, (one, other) -> one + "+" + other, JoinWindows.of(Duration.ofMillis(10))));
        on("stream-stream of new keys", (left, right) -> left.selectKey((key, value) -> key)
                .join(
                        right.map((key, value) -> KeyValue.pair(key, value)),
                        (one, other) -> one + "+" + other,
                        windows));
        on("stream with itself", (left, right) -> left.join(left, (one, other) -> one + "+" + other, windows));
        on(
                "stream with itself, mapped",
                (left, right) -> left.leftJoin(
                        left.mapValues(value -> value + "m"), (one, other) -> one + "+" + other, windows));
    }

    private void streamsInStores() {
        JoinWindows windows = JoinWindows.ofTimeDifferenceAndGrace(Duration.ofMillis(10), Duration.ofMillis(5));
        on("stream-stream by name", (left, right) -> left.selectKey((key, value) -> key)
                .outerJoin(
                        right,
                        (one, other) -> one + "+" + other,
                        windows,
                        StreamJoined.with(Serdes.String(), Serdes.String(), Serdes.String())
                                .withName("meeting")
                                .withStoreName("room")));
        on(
                "stream-stream left by store name",
                (left, right) ->
                        left.leftJoin(right, (one, other) -> one + "+" + other, windows, StreamJoined.as("room")));
        on(
                "stream-stream in heap",
                (left, right) -> left.leftJoin(
                        right,
                        (one, other) -> one + "+" + other,
                        windows,
                        StreamJoined.<String, String, String>with(
                                Stores.inMemoryWindowStore("one", Duration.ofMillis(25), Duration.ofMillis(20), true),
                                Stores.inMemoryWindowStore(
                                        "other", Duration.ofMillis(25), Duration.ofMillis(20), true))));
        on(
                "stream-stream unlogged",
                (left, right) -> left.outerJoin(
                        right,
                        (one, other) -> one + "+" + other,
                        windows,
                        StreamJoined.<String, String, String>as("room").withLoggingDisabled()));
    }

    private void on(
            String name,
            BiFunction<KStream<String, String>, KStream<String, String>, KStream<String, String>> program) {
        programs.put(name, (builder, words) -> program.apply(left(builder), builder.stream("right"))
                .to("out"));
    }

    private void onTable(
            String name, BiFunction<KTable<String, String>, KTable<String, String>, KStream<String, String>> program) {
        programs.put(name, (builder, words) -> program.apply(builder.table("left"), builder.table("right"))
                .to("out"));
    }

    private static KStream<String, String> left(StreamsBuilder builder) {
        return builder.stream("left");
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(programs.keySet());
    }

    @Override
    public List<String> apply(String name, Path directory) {
        List<String> words = new ArrayList<>();
        StreamsBuilder builder = new StreamsBuilder();
        programs.get(name).accept(builder, words);
        Properties config = config(directory);
        Topology topology = builder.build(config);
        words.add(topology.describe().toString());
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, config, Instant.ofEpochMilli(0))) {
            feed(driver, words);
            for (String topic : new TreeSet<>(driver.producedTopicNames())) {
                read(driver, topic, words);
            }
            words.add("stores " + new TreeSet<>(driver.getAllStateStores().keySet()));
            dropped(driver, words);
        }
        return words;
    }

    private static void feed(TopologyTestDriver driver, List<String> words) {
        Map<String, TestInputTopic<String, String>> inputs = new TreeMap<>();
        for (String topic : List.of("left", "right")) {
            inputs.put(topic, driver.createInputTopic(topic, new StringSerializer(), new StringSerializer()));
        }
        for (String line : RECORDS.split(",")) {
            String[] part = line.split(" ");
            RecordHeaders headers = new RecordHeaders();
            if (part.length > 4) {
                headers.add(part[4], new byte[0]);
            }
            try {
                inputs.get(part[0])
                        .pipeInput(
                                new TestRecord<>(orNull(part[1]), orNull(part[2]), headers, Long.parseLong(part[3])));
            } catch (RuntimeException failed) {
                words.add("failed at " + line + " with " + failed.getClass().getSimpleName());
                if (System.getProperty("trace") != null) failed.printStackTrace();
            }
            driver.advanceWallClockTime(Duration.ofMillis(300));
        }
    }

    private static String orNull(String text) {
        return text.equals("-") ? null : text;
    }

    private static void read(TopologyTestDriver driver, String topic, List<String> words) {
        // Kafka Streams leaves it to the producer to date these.
        boolean dated = !topic.endsWith("-Buffer-changelog");
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .forEach(record -> words.add(topic + ": " + text(record.key()) + "=" + text(record.value()) + " at "
                        + (dated ? record.timestamp() : "any time") + " " + record.headers()));
    }

    private static String text(byte[] bytes) {
        boolean printable = bytes != null;
        for (int i = 0; printable && i < bytes.length; i++) {
            printable = bytes[i] >= ' ';
        }
        return bytes == null
                ? "nothing"
                : printable
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : HexFormat.of().formatHex(bytes);
    }

    private static void dropped(TopologyTestDriver driver, List<String> words) {
        TreeSet<String> found = new TreeSet<>();
        driver.metrics().forEach((name, metric) -> {
            if (name.name().equals("dropped-records-total")) {
                found.add(name.tags().get("task-id") + " dropped " + metric.metricValue());
            }
        });
        words.addAll(found);
    }

    private static Properties config(Path directory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "programs");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:0");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, System.getProperty("optimise", "none"));
        return config;
    }

    /** Sees removals, and what the context knows. */
    private static final class Upper implements ValueTransformerWithKey<String, String, String> {
        private ProcessorContext context;

        @Override
        public void init(ProcessorContext context) {
            this.context = context;
        }

        @Override
        public String transform(String key, String value) {
            return value == null
                    ? null
                    : key + value + " of " + context.topic() + " " + context.partition() + " " + context.offset()
                            + " at " + context.timestamp() + context.headers();
        }

        @Override
        public void close() {
            context = null;
        }
    }
}
