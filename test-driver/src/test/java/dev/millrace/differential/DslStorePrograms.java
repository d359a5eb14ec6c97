package dev.millrace.differential;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiFunction;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.StreamsConfig;
import dev.millrace.streams.Topology;
import dev.millrace.streams.TopologyTestDriver;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.SlidingWindows;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.TableJoined;
import dev.millrace.streams.kstream.TimeWindows;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers;
import dev.millrace.streams.state.DslKeyValueParams;
import dev.millrace.streams.state.DslSessionParams;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.DslWindowParams;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionBytesStoreSupplier;
import dev.millrace.streams.state.Stores;
import dev.millrace.streams.state.WindowBytesStoreSupplier;

/**
 * One program with every kind of store that the DSL makes, under configurations that choose their kind: which stores
 * are on disk, and what suppliers of the user are asked for. Compiled for Kafka Streams too.
 */
public final class DslStorePrograms implements BiFunction<String, Path, List<String>> {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Consumed<String, String> TEXTS = Consumed.with(Serdes.String(), Serdes.String());
    private static final Materialized<String, String, KeyValueStore<Bytes, byte[]>> TEXT_STORE =
            Materialized.with(Serdes.String(), Serdes.String());

    private final Map<String, Object> choices = new TreeMap<>();

    /** All choices. */
    public DslStorePrograms() {
        choices.put("disk", BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers.class);
        choices.put("disk with headers", BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers.class);
        choices.put("heap", BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        choices.put("heap with headers", BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        choices.put("heap, by name", BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class.getName());
        choices.put("no suppliers", String.class);
        choices.put("of the user", Listening.class);
        choices.put("of the user, with headers", Listening.class);
        choices.put("unknown", "no.such.Suppliers");
    }

    /** Their names. */
    public List<String> names() {
        return List.copyOf(choices.keySet());
    }

    @Override
    public List<String> apply(String name, Path stateDirectory) {
        Listening.HEARD.clear();
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        config.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, choices.get(name));
        if (name.endsWith("with headers")) {
            config.put(StreamsConfig.DSL_STORE_FORMAT_CONFIG, "headers");
        }
        Topology topology = program().build();
        List<String> lines = new ArrayList<>();
        lines.add(topology.describe().toString());
        for (int start = 0; start < 2; start++) {
            try (TopologyTestDriver driver = new TopologyTestDriver(topology, config)) {
                new TreeMap<>(driver.getAllStateStores())
                        .forEach((store, made) -> lines.add(
                                store + (made.persistent() ? " on disk" : " in the heap") + headers(driver, store)));
            } catch (RuntimeException refused) {
                lines.add(refused.getClass().getSimpleName());
            }
        }
        lines.addAll(Listening.HEARD);
        return lines;
    }

    /** Not said of stores of joins: without the setting, they are of a kind of their own here. */
    private static String headers(TopologyTestDriver driver, String store) {
        boolean kept = driver.getTimestampedKeyValueStoreWithHeaders(store) != null
                || driver.getTimestampedWindowStoreWithHeaders(store) != null
                || driver.getSessionStoreWithHeaders(store) != null;
        return kept && !store.matches(".*(JOIN|OUTER).*") ? " with headers" : "";
    }

    private static StreamsBuilder program() {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<String, String> one = builder.stream("one", TEXTS);
        KStream<String, String> other = builder.stream("other", TEXTS);
        aggregates(one.groupByKey(Grouped.with(Serdes.String(), Serdes.String())));
        StreamJoined<String, String, String> texts =
                StreamJoined.with(Serdes.String(), Serdes.String(), Serdes.String());
        JoinWindows within = JoinWindows.ofTimeDifferenceWithNoGrace(MINUTE);
        one.join(other, String::concat, within, texts.withName("inner"));
        one.outerJoin(other, String::concat, within, texts.withName("outer"));
        one.outerJoin(
                other,
                String::concat,
                within,
                texts.withName("in-heap").withDslStoreSuppliers(BuiltInDslStoreSuppliers.IN_MEMORY));
        KTable<String, String> table = builder.table("table", TEXTS, Materialized.as("table-store"));
        KTable<String, String> looked = builder.table("looked", TEXTS, Materialized.as("looked-store"));
        table.join(looked, value -> value, String::concat, TableJoined.as("foreign"), TEXT_STORE);
        builder.globalTable("everywhere", TEXTS, Materialized.as("everywhere-store"));
        builder.table("versions", TEXTS, Materialized.as(Stores.persistentVersionedKeyValueStore("versioned", MINUTE)));
        return builder;
    }

    private static void aggregates(KGroupedStream<String, String> grouped) {
        grouped.count(Named.as("count"));
        grouped.windowedBy(TimeWindows.ofSizeWithNoGrace(MINUTE)).count(Named.as("windows"));
        grouped.windowedBy(SlidingWindows.ofTimeDifferenceWithNoGrace(MINUTE)).count(Named.as("sliding"));
        grouped.windowedBy(TimeWindows.ofSizeWithNoGrace(MINUTE))
                .emitStrategy(EmitStrategy.onWindowClose())
                .count(Named.as("closed"));
        grouped.windowedBy(SessionWindows.ofInactivityGapWithNoGrace(MINUTE))
                .count(Named.as("sessions"))
                .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()));
        grouped.count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("on-disk")
                .withStoreType(BuiltInDslStoreSuppliers.ROCKS_DB));
        grouped.count(Materialized.as(Stores.inMemoryKeyValueStore("supplied")));
    }

    /** Suppliers of a user that say what they are asked for. */
    public static final class Listening implements DslStoreSuppliers {
        private static final List<String> HEARD = new ArrayList<>();

        private String application = "nothing";

        @Override
        public void configure(Map<String, ?> configs) {
            application = configs.get(StreamsConfig.APPLICATION_ID_CONFIG) + " and "
                    + configs.get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
        }

        @Override
        public KeyValueBytesStoreSupplier keyValueStore(DslKeyValueParams params) {
            HEARD.add(application + " rows " + params.name() + " " + params.dslStoreFormat());
            return BuiltInDslStoreSuppliers.IN_MEMORY.keyValueStore(params);
        }

        @Override
        public WindowBytesStoreSupplier windowStore(DslWindowParams params) {
            HEARD.add(application + " windows " + params.name() + " " + params.dslStoreFormat() + " "
                    + params.retentionPeriod() + " " + params.windowSize() + " " + params.retainDuplicates() + " "
                    + params.isSlidingWindow() + " " + params.emitStrategy().type());
            return BuiltInDslStoreSuppliers.ROCKS_DB.windowStore(params);
        }

        @Override
        public SessionBytesStoreSupplier sessionStore(DslSessionParams params) {
            HEARD.add(application + " sessions " + params.name() + " " + params.storeFormat() + " "
                    + params.retentionPeriod() + " " + params.emitStrategy().type());
            return BuiltInDslStoreSuppliers.IN_MEMORY.sessionStore(params);
        }
    }
}
