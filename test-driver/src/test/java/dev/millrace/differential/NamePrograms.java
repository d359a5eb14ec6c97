package dev.millrace.differential;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.TopologyConfig;
import dev.millrace.streams.errors.TopologyException;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.Suppressed.BufferConfig;
import dev.millrace.streams.kstream.TableJoined;
import dev.millrace.streams.kstream.TimeWindows;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowStore;

/** Programs built where every store and internal topic must have a name of the program's own (KIP-1111). */
public final class NamePrograms implements BiFunction<String, Path, List<String>> {
    private static final Serde<String> TEXT = Serdes.String();
    private static final JoinWindows SECOND = JoinWindows.ofTimeDifferenceWithNoGrace(Duration.ofSeconds(1));

    private final Map<String, Consumer<StreamsBuilder>> programs = new TreeMap<>();

    /** All programs. */
    public NamePrograms() {
        programs.put("count", builder -> stream(builder, "in").groupByKey().count());
        programs.put(
                "named count", builder -> stream(builder, "in").groupByKey().count(Materialized.as("s")));
        programs.put("count by value", builder -> byValue(builder).count());
        programs.put("count by named value", builder -> stream(builder, "in")
                .groupBy((key, value) -> value, Grouped.as("g"))
                .count());
        programs.put("repartition", builder -> {
            stream(builder, "in").repartition();
            stream(builder, "in2").repartition();
        });
        programs.put("table", builder -> builder.table("in", Consumed.with(TEXT, TEXT)));
        programs.put("filtered table", builder -> table(builder, "t")
                .filter((key, value) -> true, Materialized.with(TEXT, TEXT)));
        programs.put("global table", builder -> builder.globalTable("in", Consumed.with(TEXT, TEXT)));
        programs.put("join", builder -> join(builder, joined()));
        programs.put("named join", builder -> join(builder, joined().withName("j")));
        programs.put(
                "join with named stores",
                builder -> join(builder, joined().withName("j").withStoreName("s")));
        programs.put("join without logs", builder -> join(builder, joined().withLoggingDisabled()));
        programs.put("left join", builder -> stream(builder, "in")
                .selectKey((key, value) -> value)
                .leftJoin(stream(builder, "in2"), (one, other) -> one + other, SECOND, joined()));
        programs.put("foreign key", builder -> table(builder, "t")
                .join(table(builder, "u"), value -> value, (one, other) -> one + other));
        programs.put("named foreign key", builder -> table(builder, "t")
                .join(table(builder, "u"), value -> value, (one, other) -> one + other, TableJoined.as("f")));
        programs.put("patient join", builder -> patient(builder, Joined.with(TEXT, TEXT, TEXT)));
        programs.put("named patient join", builder -> patient(builder, Joined.with(TEXT, TEXT, TEXT, "patient")));
        programs.put("suppress", builder -> table(builder, "t").suppress(held(BufferConfig.unbounded())));
        programs.put("named suppress", builder -> table(builder, "t")
                .suppress(held(BufferConfig.unbounded()).withName("x")));
        programs.put("suppress without log", builder -> table(builder, "t")
                .suppress(held(BufferConfig.unbounded().withLoggingDisabled())));
        programs.put("to table", builder -> stream(builder, "in")
                .selectKey((key, value) -> value)
                .toTable());
        programs.put("grouped table", builder -> table(builder, "t")
                .groupBy((key, value) -> KeyValue.pair(value, key), Grouped.with(TEXT, TEXT))
                .count());
        programs.put("cogroup", builder -> byValue(builder)
                .<String>cogroup((key, value, sum) -> sum + value)
                .aggregate(() -> ""));
        programs.put("windows without log", builder -> stream(builder, "in")
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeWithNoGrace(Duration.ofSeconds(1)))
                .count(Materialized.<String, Long, WindowStore<Bytes, byte[]>>with(TEXT, Serdes.Long())
                        .withLoggingDisabled()));
        programs.put("kept join of tables", builder -> table(builder, "t")
                .join(table(builder, "u"), (one, other) -> one + other, Materialized.with(TEXT, TEXT)));
        programs.put("several", builder -> {
            builder.table("in", Consumed.with(TEXT, TEXT));
            stream(builder, "in2").groupBy((key, value) -> value).count();
            stream(builder, "in3").repartition();
        });
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(programs.keySet());
    }

    @Override
    public List<String> apply(String name, Path stateDirectory) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(config)));
        programs.get(name).accept(builder);
        try {
            return List.of(builder.build(config).describe().toString());
        } catch (TopologyException refused) {
            return List.of(refused.getMessage());
        }
    }

    private static KStream<String, String> stream(StreamsBuilder builder, String topic) {
        return builder.stream(topic, Consumed.with(TEXT, TEXT));
    }

    private static KTable<String, String> table(StreamsBuilder builder, String name) {
        return builder.table("in-" + name, Consumed.with(TEXT, TEXT), Materialized.as(name));
    }

    private static KGroupedStream<String, String> byValue(StreamsBuilder builder) {
        return stream(builder, "in").groupBy((key, value) -> value);
    }

    private static StreamJoined<String, String, String> joined() {
        return StreamJoined.with(TEXT, TEXT, TEXT);
    }

    private static Suppressed<String> held(BufferConfig<?> buffer) {
        return Suppressed.untilTimeLimit(Duration.ofSeconds(1), buffer);
    }

    private static void patient(StreamsBuilder builder, Joined<String, String, String> joined) {
        KTable<String, String> versions = builder.table(
                "in-v",
                Consumed.with(TEXT, TEXT),
                Materialized.as(Stores.persistentVersionedKeyValueStore("v", Duration.ofSeconds(1))));
        stream(builder, "in").join(versions, (one, two) -> one + two, joined.withGracePeriod(Duration.ofMillis(5)));
    }

    private static void join(StreamsBuilder builder, StreamJoined<String, String, String> joined) {
        stream(builder, "in").join(stream(builder, "in2"), (one, other) -> one + other, SECOND, joined);
    }
}
