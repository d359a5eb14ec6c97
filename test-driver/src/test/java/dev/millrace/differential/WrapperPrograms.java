package dev.millrace.differential;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyConfig;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.TimeWindows;
import dev.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.FixedKeyProcessor;
import dev.millrace.streams.processor.api.FixedKeyProcessorContext;
import dev.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.FixedKeyRecord;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorContext;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.processor.api.ProcessorWrapper;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.WrappedProcessorSupplier;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.Stores;

/** What a wrapper of processors (KIP-1112) gets to see. Compiled for Kafka Streams too. */
public final class WrapperPrograms implements BiFunction<String, Path, List<String>> {
    private static final List<String> HEARD = new ArrayList<>();
    private static final Duration MS_100 = Duration.ofMillis(100);

    private final Map<String, Function<TopologyConfig, Topology>> programs = new TreeMap<>();

    /** All programs. */
    public WrapperPrograms() {
        programs.put("processors", WrapperPrograms::processors);
        programs.put("streams", config -> built(config, WrapperPrograms::streams));
        programs.put("aggregates", config -> built(config, WrapperPrograms::aggregates));
        programs.put("tables", config -> built(config, WrapperPrograms::tables));
        programs.put("joins of streams", config -> built(config, WrapperPrograms::joins));
        programs.put(
                "not asked for",
                config -> built(new TopologyConfig(new StreamsConfig(plain())), WrapperPrograms::streams));
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(programs.keySet());
    }

    @Override
    public List<String> apply(String name, Path stateDirectory) {
        HEARD.clear();
        Properties settings = plain();
        settings.put("state.dir", stateDirectory.toString());
        settings.put("processor.wrapper.class", Listening.class);
        Topology topology = programs.get(name).apply(new TopologyConfig(new StreamsConfig(settings)));
        List<String> words = new ArrayList<>(HEARD);
        words.add(topology.describe().toString());
        HEARD.clear();
        try (TopologyTestDriver driver = new TopologyTestDriver(topology, settings, Instant.ofEpochMilli(0))) {
            for (String topic : List.of("in", "table", "other")) {
                try {
                    driver.createInputTopic(topic, new StringSerializer(), new StringSerializer())
                            .pipeInput("a", "b", 10);
                } catch (IllegalArgumentException unread) {
                    words.add(topic + " is not read");
                }
            }
            for (String topic : new TreeSet<>(driver.producedTopicNames())) {
                words.add(topic + " has "
                        + driver.createOutputTopic(topic, new StringDeserializer(), new StringDeserializer())
                                .getQueueSize());
            }
        }
        // Sub-topologies are opened in another order.
        HEARD.stream().sorted().forEach(words::add);
        return words;
    }

    private static Properties plain() {
        Properties settings = new Properties();
        settings.put("application.id", "app");
        settings.put("bootstrap.servers", "127.0.0.1:1");
        settings.put("default.key.serde", Serdes.StringSerde.class);
        settings.put("default.value.serde", Serdes.StringSerde.class);
        settings.put("my.key", "mine");
        return settings;
    }

    private static Topology built(TopologyConfig config, java.util.function.Consumer<StreamsBuilder> program) {
        StreamsBuilder builder = new StreamsBuilder(config);
        program.accept(builder);
        return builder.build();
    }

    private static Topology processors(TopologyConfig config) {
        return new Topology(config)
                .addSource("source", "in")
                .addProcessor("passing", new Passing(), "source")
                .addSink("sink", "out", "passing")
                .addGlobalStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("global"), Serdes.String(), Serdes.String())
                                .withLoggingDisabled(),
                        "global-source",
                        new StringDeserializer(),
                        new StringDeserializer(),
                        "table",
                        "global-processor",
                        Ending::new);
    }

    private static void streams(StreamsBuilder builder) {
        KStream<String, String> in = builder.stream("in");
        in.filter((key, value) -> true)
                .mapValues(value -> value)
                .flatMapValues(value -> List.of(value, value))
                .peek((key, value) -> {})
                .process(new Passing())
                .processValues(new PassingValues())
                .map(KeyValue::pair)
                .repartition()
                .toTable()
                .toStream()
                .to("out");
        in.split().branch((key, value) -> true).noDefaultBranch();
        in.merge(builder.stream("other")).foreach((key, value) -> {});
    }

    private static void aggregates(StreamsBuilder builder) {
        KStream<String, String> in = builder.stream("in");
        in.groupByKey()
                .count(Materialized.as("counts"))
                .mapValues(count -> "" + count)
                .toStream()
                .to("out");
        in.groupBy((key, value) -> value, Grouped.with(Serdes.String(), Serdes.String()))
                .windowedBy(TimeWindows.ofSizeWithNoGrace(MS_100))
                .count()
                .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()))
                .toStream((key, count) -> key.key())
                .foreach((key, count) -> {});
        in.groupByKey()
                .<String>cogroup((key, value, all) -> all + value)
                .cogroup(builder.<String, String>stream("other").groupByKey(), (key, value, all) -> all + value)
                .aggregate(() -> "")
                .toStream()
                .to("out");
    }

    private static void tables(StreamsBuilder builder) {
        KTable<String, String> table = builder.table("table", Materialized.as("rows"));
        KTable<String, String> other = builder.table("other");
        table.filter((key, value) -> true)
                .outerJoin(other, (row, value) -> row + value, Materialized.as("joined"))
                .toStream()
                .to("out");
        table.join(other, row -> row, (row, value) -> row + value).toStream().to("out");
        table.groupBy((key, row) -> KeyValue.pair(row, row)).count().toStream().foreach((key, count) -> {});
    }

    private static void joins(StreamsBuilder builder) {
        KStream<String, String> in = builder.stream("in");
        KStream<String, String> other = builder.stream("other");
        in.leftJoin(other, (value, found) -> value + found, JoinWindows.ofTimeDifferenceWithNoGrace(MS_100))
                .to("out");
        in.join(other, (value, found) -> value + found, JoinWindows.ofTimeDifferenceWithNoGrace(MS_100))
                .to("out");
        KTable<String, String> versions = builder.table(
                "table", Materialized.as(Stores.persistentVersionedKeyValueStore("versions", Duration.ofHours(1))));
        in.join(
                        versions,
                        (value, row) -> value + row,
                        Joined.<String, String, String>as("waiting").withGracePeriod(MS_100))
                .to("out");
    }

    private static final class Passing implements ProcessorSupplier<String, String, String, String> {
        @Override
        public Processor<String, String, String, String> get() {
            return new ContextualProcessor<>() {
                @Override
                public void process(Record<String, String> record) {
                    context().forward(record);
                }
            };
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("own"), Serdes.String(), Serdes.String()));
        }
    }

    private static final class PassingValues implements FixedKeyProcessorSupplier<String, String, String> {
        @Override
        public FixedKeyProcessor<String, String, String> get() {
            return new ContextualFixedKeyProcessor<>() {
                @Override
                public void process(FixedKeyRecord<String, String> record) {
                    context().forward(record);
                }
            };
        }
    }

    private static final class Ending extends ContextualProcessor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {}
    }

    /** Says what it is given, and what that is then asked. */
    public static final class Listening implements ProcessorWrapper {
        @Override
        public void configure(Map<String, ?> configs) {
            HEARD.add("configured with " + configs.get("my.key"));
        }

        private static String names(Set<StoreBuilder<?>> stores) {
            return stores == null
                    ? "no stores"
                    : new TreeSet<>(stores.stream().map(StoreBuilder::name).toList()).toString();
        }

        @Override
        public <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
                String name, ProcessorSupplier<KIn, VIn, KOut, VOut> inner) {
            HEARD.add(name + " with " + names(inner.stores()));
            return new WrappedProcessorSupplier<>() {
                @Override
                public Processor<KIn, VIn, KOut, VOut> get() {
                    return new Around<>(name, inner.get());
                }

                @Override
                public Set<StoreBuilder<?>> stores() {
                    return inner.stores();
                }
            };
        }

        @Override
        public <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
                String name, FixedKeyProcessorSupplier<KIn, VIn, VOut> inner) {
            HEARD.add(name + ", keys fixed, with " + names(inner.stores()));
            return new WrappedFixedKeyProcessorSupplier<>() {
                @Override
                public FixedKeyProcessor<KIn, VIn, VOut> get() {
                    return new AroundValues<>(name, inner.get());
                }

                @Override
                public Set<StoreBuilder<?>> stores() {
                    return inner.stores();
                }
            };
        }
    }

    private record Around<KIn, VIn, KOut, VOut>(String name, Processor<KIn, VIn, KOut, VOut> inner)
            implements Processor<KIn, VIn, KOut, VOut> {
        @Override
        public void init(ProcessorContext<KOut, VOut> context) {
            HEARD.add(name + " opened");
            inner.init(context);
        }

        @Override
        public void process(Record<KIn, VIn> record) {
            HEARD.add(name + " got one of " + record.timestamp());
            inner.process(record);
        }

        @Override
        public void close() {
            HEARD.add(name + " closed");
            inner.close();
        }
    }

    private record AroundValues<KIn, VIn, VOut>(String name, FixedKeyProcessor<KIn, VIn, VOut> inner)
            implements FixedKeyProcessor<KIn, VIn, VOut> {
        @Override
        public void init(FixedKeyProcessorContext<KIn, VOut> context) {
            HEARD.add(name + " opened");
            inner.init(context);
        }

        @Override
        public void process(FixedKeyRecord<KIn, VIn> record) {
            HEARD.add(name + " got one of " + record.timestamp());
            inner.process(record);
        }

        @Override
        public void close() {
            HEARD.add(name + " closed");
            inner.close();
        }
    }
}
