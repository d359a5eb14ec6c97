package dev.millrace.differential;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.TestOutputTopic;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import dev.millrace.streams.processor.api.FixedKeyProcessorContext;
import dev.millrace.streams.processor.api.FixedKeyRecord;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.test.TestRecord;

/**
 * One program for each operator, fed with what is at the edge: no key, no value, headers, late and equal records.
 * Compiled for Kafka Streams too, with other imports, so that both can be compared.
 */
public final class OperatorPrograms implements BiFunction<String, Path, List<String>> {
    private final Map<String, BiConsumer<StreamsBuilder, List<String>>> programs = new TreeMap<>();

    /** All programs. */
    public OperatorPrograms() {
        stateless();
        processors();
        tables();
    }

    private void stateless() {
        on("filter", (stream, words) -> stream.filter((key, value) -> key == null || value != null)
                .to("out"));
        on("filterNot", (stream, words) -> stream.filterNot((key, value) -> key == null)
                .to("out"));
        on("map", (stream, words) -> stream.map((key, value) -> KeyValue.pair(value, key))
                .to("out"));
        on("map to null pair", (stream, words) -> stream.map(
                        (key, value) -> value == null ? null : KeyValue.pair("k", "v"))
                .to("out"));
        on("mapValues", (stream, words) -> stream.mapValues(value -> "got " + value)
                .to("out"));
        on("mapValues to null", (stream, words) -> stream.mapValues((key, value) -> (String) null)
                .to("out"));
        on("flatMap", (stream, words) -> stream.flatMap(
                        (key, value) -> Arrays.asList(KeyValue.pair(key, value), KeyValue.pair(value, key)))
                .to("out"));
        on("flatMap to null", (stream, words) -> stream.flatMap(
                        (key, value) -> value == null ? null : List.of(KeyValue.pair(key, value)))
                .to("out"));
        on("flatMapValues", (stream, words) -> stream.flatMapValues(value -> Arrays.asList(value, null))
                .to("out"));
        on("flatMapValues to null", (stream, words) -> stream.flatMapValues(
                        value -> value == null ? null : List.of(value))
                .to("out"));
        on("selectKey", (stream, words) -> stream.selectKey((key, value) -> value)
                .to("out"));
        on("peek", (stream, words) -> stream.peek((key, value) -> words.add("peeked " + key + "=" + value))
                .to("out"));
        on("foreach", (stream, words) -> stream.foreach((key, value) -> words.add("got " + key + "=" + value)));
        on("merge", (stream, words) -> stream.merge(stream.mapValues(value -> "twice " + value))
                .to("out"));
        on("repartition", (stream, words) -> stream.repartition().to("out"));
        on("to by extractor", (stream, words) -> stream.to((key, value, context) -> value == null ? "nothing" : "out"));
    }

    private void processors() {
        on("processValues", (stream, words) -> stream.processValues(() -> new Shout(words, null))
                .to("out"));
        on("processValues named", (stream, words) -> stream.processValues(
                        () -> new Shout(words, null), Named.as("shout"))
                .groupByKey()
                .count()
                .toStream()
                .mapValues(count -> "" + count)
                .to("out"));
        programs.put("processValues with store", (builder, words) -> {
            builder.addStateStore(Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("last"), Serdes.String(), Serdes.String()));
            builder.<String, String>stream("in")
                    .filter((key, value) -> key != null)
                    .processValues(() -> new Shout(words, "last"), "last")
                    .to("out");
        });
    }

    private void tables() {
        on("count", (stream, words) -> stream.groupByKey()
                .count()
                .toStream()
                .mapValues(count -> "" + count)
                .to("out"));
        on("count of new keys", (stream, words) -> stream.groupBy((key, value) -> value)
                .count()
                .toStream()
                .mapValues(count -> "" + count)
                .to("out"));
        on("reduce", (stream, words) -> stream.groupByKey()
                .reduce((before, value) -> before + value)
                .toStream()
                .to("out"));
        on("reduce to null", (stream, words) -> stream.groupByKey()
                .reduce((before, value) -> value.equals("late") ? null : value)
                .toStream()
                .to("out"));
        on("aggregate", (stream, words) -> stream.groupByKey()
                .aggregate(() -> "", (key, value, before) -> before + "," + value, Materialized.as("all"))
                .toStream()
                .to("out"));
        on("aggregate to null", (stream, words) -> stream.groupByKey()
                .aggregate(() -> "", (key, value, before) -> value.equals("late") ? null : before + value)
                .toStream()
                .to("out"));
        on("toTable", (stream, words) -> stream.toTable(Materialized.as("table"))
                .toStream()
                .to("out"));
        programs.put("table", (builder, words) -> builder.<String, String>table("in", Materialized.as("table"))
                .filter((key, value) -> !value.equals("late"))
                .mapValues(value -> "mapped " + value)
                .toStream()
                .to("out"));
        programs.put("table, each stored", (builder, words) -> builder.<String, String>table("in")
                .filterNot((key, value) -> value.equals("late"), Materialized.as("filtered"))
                .mapValues((key, value) -> key + value, Materialized.as("mapped"))
                .toStream((key, value) -> key + "!")
                .to("out"));
    }

    private void on(String name, BiConsumer<KStream<String, String>, List<String>> program) {
        programs.put(name, (builder, words) -> program.accept(builder.stream("in"), words));
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
        try (TopologyTestDriver driver =
                new TopologyTestDriver(builder.build(config), config, Instant.ofEpochMilli(0))) {
            TestInputTopic<String, String> input =
                    driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            for (TestRecord<String, String> record : records()) {
                feed(input, record, words);
            }
            for (String topic : new TreeSet<>(driver.producedTopicNames())) {
                read(driver, topic, words);
            }
            dropped(driver, words);
        }
        return words;
    }

    private static List<TestRecord<String, String>> records() {
        return List.of(
                record("a", "first", 20, "h"),
                record(null, "no key", 21, "h"),
                record("a", null, 22),
                record(null, null, 23),
                record("b", "second", 24),
                record("b", "late", 5, "x", "y"),
                record("b", "second", 30),
                record("a", "again", 30, "h", "h"));
    }

    private static TestRecord<String, String> record(String key, String value, long time, String... headers) {
        RecordHeaders all = new RecordHeaders();
        for (String header : headers) {
            all.add(header, header.getBytes(StandardCharsets.UTF_8));
        }
        return new TestRecord<>(key, value, all, time);
    }

    private static void feed(
            TestInputTopic<String, String> input, TestRecord<String, String> record, List<String> words) {
        try {
            input.pipeInput(record);
        } catch (RuntimeException failed) {
            words.add("failed at " + record.timestamp() + " with "
                    + failed.getClass().getSimpleName());
        }
    }

    private static void read(TopologyTestDriver driver, String topic, List<String> words) {
        boolean counts = topic.contains("count") || topic.contains("AGGREGATE") && topic.contains("changelog");
        TestOutputTopic<String, byte[]> output = driver.createOutputTopic(
                topic, new StringDeserializer(), Serdes.ByteArray().deserializer());
        for (TestRecord<String, byte[]> record : output.readRecordsToList()) {
            List<String> headers = new ArrayList<>();
            for (Header header : record.headers()) {
                headers.add(header.key());
            }
            String value = record.value() == null
                    ? "nothing"
                    : counts ? Arrays.toString(record.value()) : new String(record.value(), StandardCharsets.UTF_8);
            words.add(topic + ": " + record.key() + "=" + value + " at " + record.timestamp() + " " + headers);
        }
    }

    private static void dropped(TopologyTestDriver driver, List<String> words) {
        Map<String, Object> found = new TreeMap<>();
        driver.metrics().forEach((name, metric) -> {
            if (name.name().equals("dropped-records-total")) {
                found.put(name.group() + new TreeMap<>(name.tags()) + name.description(), metric.metricValue());
            }
        });
        words.add("dropped " + found);
    }

    private static Properties config(Path directory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "programs");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:0");
        config.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        return config;
    }

    /** Cannot change keys, does everything else. */
    private static final class Shout extends ContextualFixedKeyProcessor<String, String, String> {
        private final List<String> words;
        private final String storeName;

        private Shout(List<String> words, String storeName) {
            this.words = words;
            this.storeName = storeName;
        }

        @Override
        public void init(FixedKeyProcessorContext<String, String> context) {
            super.init(context);
            context.schedule(
                    Duration.ofMillis(10), PunctuationType.STREAM_TIME, time -> words.add("stream time " + time));
        }

        @Override
        public void process(FixedKeyRecord<String, String> record) {
            words.add(context().taskId() + " " + context().recordMetadata().isPresent() + " " + record.key() + " at "
                    + record.timestamp() + " of " + context().currentStreamTimeMs());
            if (storeName != null) {
                KeyValueStore<String, String> last = context().getStateStore(storeName);
                words.add("before it " + last.putIfAbsent(record.key(), record.value()));
            }
            record.headers().add("shouted", new byte[0]);
            context().forward(record.withValue(record.value() + "!").withTimestamp(record.timestamp() + 1));
            context().forward(record.withHeaders(new RecordHeaders()));
        }

        @Override
        public void close() {
            words.add("closed");
        }
    }
}
