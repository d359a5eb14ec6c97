package dev.millrace.differential;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TestInputTopic;
import dev.millrace.streams.TestOutputTopic;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.processor.PunctuationType;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;

/**
 * Programs of the processor API, each with the words for what it did. Compiled for Kafka Streams too, with other
 * imports, so that both can be compared.
 */
public final class ProcessorPrograms implements BiFunction<String, Path, List<String>> {
    private static final StringDeserializer TEXT = new StringDeserializer();

    private final Map<String, BiFunction<List<String>, Path, Topology>> programs = new TreeMap<>();

    /** All programs. */
    public ProcessorPrograms() {
        programs.put("global store", ProcessorPrograms::globalStore);
        programs.put("two global stores", ProcessorPrograms::twoGlobalStores);
        programs.put("only a global store", ProcessorPrograms::onlyGlobal);
        programs.put("read-only store", ProcessorPrograms::readOnlyStore);
        programs.put("pattern", ProcessorPrograms::pattern);
        programs.put("guarded store", ProcessorPrograms::guardedStore);
        programs.put("multicast", ProcessorPrograms::multicast);
        programs.put("refusals", ProcessorPrograms::refusals);
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(programs.keySet());
    }

    @Override
    public List<String> apply(String name, Path directory) {
        List<String> words = new ArrayList<>();
        Topology topology = programs.get(name).apply(words, directory);
        words.add(topology.describe().toString());
        Properties config = config(directory);
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, config, Instant.ofEpochMilli(0))) {
            feed(driver, words);
            readPastTheEnd(driver, words);
            words.add("written to " + new TreeSet<>(driver.producedTopicNames()));
            words.add("stores " + new TreeSet<>(driver.getAllStateStores().keySet()));
            for (String store : new TreeSet<>(driver.getAllStateStores().keySet())) {
                words.add(store + " holds " + rows(driver.getKeyValueStore(store)));
            }
        }
        return words;
    }

    private static void feed(TopologyTestDriver driver, List<String> words) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("countries", "gb=Britain");
        inputs.put("cities", "gb=London");
        inputs.put("in-a", "x=1");
        inputs.put("in-b", "y=2");
        inputs.put("loop", "fr=France");
        inputs.put("countries-2", "gb=again");
        inputs.put("unknown", "a=b");
        inputs.forEach((topic, text) -> {
            TestInputTopic<String, String> input =
                    driver.createInputTopic(topic, new StringSerializer(), new StringSerializer());
            String[] pair = text.split("=");
            attempt(words, "pipe to " + topic, () -> input.pipeInput(pair[0], pair[1], 7L));
        });
        TestOutputTopic<String, String> output = driver.createOutputTopic("out", TEXT, TEXT);
        attempt(words, "read elsewhere", () -> driver.createOutputTopic("elsewhere", TEXT, TEXT)
                .readValue());
        attempt(
                words,
                "read out",
                () -> words.add(output.readRecordsToList().toString().replaceAll("@\\w+", "")));
    }

    private static void readPastTheEnd(TopologyTestDriver driver, List<String> words) {
        TestOutputTopic<String, String> output = driver.createOutputTopic("out", TEXT, TEXT);
        words.add("left " + output.getQueueSize() + " " + output.isEmpty());
        attempt(words, "read past the end", output::readRecord);
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

    private static List<String> rows(KeyValueStore<String, String> store) {
        List<String> rows = new ArrayList<>();
        try (var all = store.all()) {
            all.forEachRemaining(row -> rows.add(row.key + "=" + row.value));
        }
        return rows;
    }

    private static void attempt(List<String> words, String what, Runnable action) {
        try {
            action.run();
            words.add(what + ": done");
        } catch (RuntimeException failed) {
            boolean told = failed instanceof NoSuchElementException;
            words.add(what + ": " + failed.getClass().getSimpleName() + (told ? failed.getMessage() : ""));
        }
    }

    private static StoreBuilder<KeyValueStore<String, String>> store(String name, boolean persistent) {
        return Stores.keyValueStoreBuilder(
                persistent ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name),
                Serdes.String(),
                Serdes.String());
    }

    private static Topology globalStore(List<String> words, Path directory) {
        return new Topology()
                .addGlobalStore(
                        store("names", true),
                        "countries-in",
                        TEXT,
                        TEXT,
                        "countries",
                        "keep",
                        () -> new Keep("names", words))
                .addSource("cities-in", "cities")
                .addProcessor("join", () -> new Look("names", words), "cities-in")
                .addSink("out-sink", "out", "join")
                .addSource("loop-in", "loop")
                .addSink("back", "countries", "loop-in");
    }

    private static Topology twoGlobalStores(List<String> words, Path directory) {
        return new Topology()
                .addSource("cities-in", "cities")
                .addProcessor("join", () -> new Look("names", words), "cities-in")
                .addGlobalStore(
                        store("names", false).withLoggingDisabled(),
                        "in-1",
                        TEXT,
                        TEXT,
                        "countries",
                        "keep-1",
                        () -> new Keep("names", words))
                .addSource("loop-in", "loop")
                .addSink("out-sink", "out", "join", "loop-in")
                .addGlobalStore(
                        store("more", false),
                        "in-2",
                        TEXT,
                        TEXT,
                        "countries-2",
                        "keep-2",
                        () -> new Keep("more", words));
    }

    private static Topology onlyGlobal(List<String> words, Path directory) {
        return new Topology()
                .addGlobalStore(
                        store("names", true),
                        "countries-in",
                        TEXT,
                        TEXT,
                        "countries",
                        "keep",
                        () -> new Keep("names", words));
    }

    private static Topology readOnlyStore(List<String> words, Path directory) {
        return new Topology()
                .addReadOnlyStateStore(
                        store("names", true),
                        "countries-in",
                        TEXT,
                        TEXT,
                        "countries",
                        "keep",
                        () -> new Keep("names", words))
                .addSource("cities-in", "cities")
                .addProcessor("join", () -> new Look("names", words), "cities-in")
                .connectProcessorAndStateStores("join", "names")
                .addSink("out-sink", "out", "join");
    }

    private static Topology pattern(List<String> words, Path directory) {
        return new Topology()
                .addSource("some", Pattern.compile("in-.*"))
                .addSource("loop-in", "loop")
                .addProcessor("show", () -> new Show(words), "some")
                .addSink("out-sink", "out", "show")
                .addSink("back", "in-loop", "loop-in");
    }

    private static Topology guardedStore(List<String> words, Path directory) {
        return new Topology()
                .addSource("cities-in", "cities")
                .addProcessor("tamper", () -> new Tamper(words), "cities-in")
                .addStateStore(store("names", true), "tamper")
                .addSink("out-sink", "out", "tamper");
    }

    private static Topology multicast(List<String> words, Path directory) {
        return new Topology()
                .addSource("cities-in", "cities")
                .addSource("loop-in", "loop")
                .addSink("everywhere", "out", (topic, key, value, count) -> Optional.of(Set.of(0)), "cities-in")
                .addSink("nowhere", "out", (topic, key, value, count) -> Optional.of(Set.of()), "loop-in");
    }

    private static Topology refusals(List<String> words, Path directory) {
        Topology topology = globalStore(new ArrayList<>(), directory);
        attempt(words, "connect", () -> topology.connectProcessorAndStateStores("join", "names"));
        attempt(words, "same store", () -> topology.addStateStore(store("names", false)));
        attempt(words, "same topic", () -> topology.addSource("another", "countries"));
        attempt(words, "same topic again", () -> global(topology, "others", "s", "countries", "p"));
        attempt(words, "same source", () -> global(topology, "others", "cities-in", "others", "p"));
        attempt(words, "same processor", () -> global(topology, "others", "s", "others", "join"));
        attempt(words, "same names", () -> global(topology, "others", "s", "others", "s"));
        return topology;
    }

    private static void global(Topology topology, String store, String source, String topic, String processor) {
        topology.addGlobalStore(
                store(store, false), source, TEXT, TEXT, topic, processor, () -> new Keep(store, new ArrayList<>()));
    }

    /** Fills the store it is connected to. */
    private static final class Keep implements Processor<String, String, Void, Void> {
        private final String storeName;
        private final List<String> words;
        private ProcessorContext<Void, Void> context;

        private Keep(String storeName, List<String> words) {
            this.storeName = storeName;
            this.words = words;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            this.context = context;
        }

        @Override
        public void process(Record<String, String> record) {
            words.add(context.taskId() + " keeps " + record.key() + " of "
                    + context.recordMetadata().get().topic() + " at " + record.timestamp());
            KeyValueStore<String, String> store = context.getStateStore(storeName);
            store.put(record.key(), record.value());
        }
    }

    /** Looks up what it was not connected to, and tries to change it. */
    private static final class Look extends ContextualProcessor<String, String, String, String> {
        private final String storeName;
        private final List<String> words;

        private Look(String storeName, List<String> words) {
            this.storeName = storeName;
            this.words = words;
        }

        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, String> store = context().getStateStore(storeName);
            context().forward(record.withValue(record.value() + " in " + store.get(record.key())));
            attempt(words, "close", store::close);
        }
    }

    /** Does to a store what is not for processors, and what is. */
    private static final class Tamper extends ContextualProcessor<String, String, String, String> {
        private final List<String> words;

        private Tamper(List<String> words) {
            this.words = words;
        }

        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, String> store = context().getStateStore("names");
            attempt(words, "init", () -> store.init(null, store));
            attempt(words, "close", store::close);
            attempt(words, "put", () -> store.put(record.key(), record.value()));
            attempt(words, "flush", store::flush);
            attempt(words, "putAll", () -> store.putAll(List.of(KeyValue.pair("a", "1"), KeyValue.pair("b", "2"))));
            words.add("putIfAbsent " + store.putIfAbsent("a", "3") + ", delete " + store.delete("b"));
            words.add(store.name() + " open " + store.isOpen() + " persistent " + store.persistent());
            attempt(words, "other", () -> context().getStateStore("others"));
            context().schedule(Duration.ofMillis(5), PunctuationType.STREAM_TIME, time -> words.add("at " + time));
            context().forward(record);
        }
    }

    /** Says where records come from. */
    private static final class Show extends ContextualProcessor<String, String, String, String> {
        private final List<String> words;

        private Show(List<String> words) {
            this.words = words;
        }

        @Override
        public void process(Record<String, String> record) {
            words.add(record.key() + " came from "
                    + context().recordMetadata().get().topic() + " at offset "
                    + context().recordMetadata().get().partition());
            record.headers().add("seen", "yes".getBytes(StandardCharsets.UTF_8));
            context().forward(record);
        }
    }
}
