package dev.millrace.streams.kstream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.AutoOffsetReset;
import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.processor.RecordContext;
import dev.millrace.streams.processor.TopicNameExtractor;
import dev.millrace.streams.processor.api.ContextualFixedKeyProcessor;
import dev.millrace.streams.processor.api.ContextualProcessor;
import dev.millrace.streams.processor.api.FixedKeyRecord;
import dev.millrace.streams.processor.api.Record;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.Stores;

/**
 * Programs that Kafka Streams understands once the prefix of the imports is replaced: {@link OracleTest} compiles this
 * very file a second time that way.
 */
public final class Programs {
    private final Map<String, Consumer<StreamsBuilder>> programs = new LinkedHashMap<>();

    private Programs() {
        stateless();
        grouping();
        groupingByName();
        tables();
        tablesInStores();
        severalStreams();
        repartitioning();
        programs.putAll(AggregatePrograms.all());
    }

    public static Map<String, Consumer<StreamsBuilder>> all() {
        return new Programs().programs;
    }

    private void stateless() {
        add("pipe", b -> lines(b).to("out"));
        add("pipe by name", b -> b.stream("in", Consumed.<String, String>as("read"))
                .to("out", Produced.as("write")));
        add("pattern", b -> b.stream(Pattern.compile("in-.*")).to("out"));
        add("several topics", b -> b.stream(List.of("in-1", "in-2")).to("out"));
        add("offset reset", b -> b.stream("in", Consumed.with(AutoOffsetReset.earliest()))
                .to("out"));
        add(
                "filters",
                b -> lines(b).filter((k, v) -> true).filterNot((k, v) -> false).to("out"));
        add("filters by name", b -> lines(b).filter((k, v) -> true, Named.as("keep"))
                .filterNot((k, v) -> false, Named.as("drop"))
                .to("out"));
        add("map", b -> lines(b).map((k, v) -> KeyValue.pair(v, k)).to("out"));
        add("map by name", b -> lines(b).map((k, v) -> KeyValue.pair(v, k), Named.as("swap"))
                .to("out"));
        add("map values", b -> lines(b).mapValues(v -> v.length())
                .mapValues((k, v) -> v + 1)
                .to("out"));
        add("map values by name", b -> lines(b).mapValues(v -> v.length(), Named.as("length"))
                .mapValues((k, v) -> v + 1, Named.as("more"))
                .to("out"));
        add("flat map", b -> lines(b).flatMap((k, v) -> List.of(KeyValue.pair(k, v)))
                .to("out"));
        add("flat map by name", b -> lines(b).flatMap((k, v) -> List.of(KeyValue.pair(k, v)), Named.as("flat"))
                .to("out"));
        add("flat map values", b -> lines(b).flatMapValues(v -> List.of(v))
                .flatMapValues((k, v) -> List.of(k, v))
                .to("out"));
        add("flat map values by name", b -> lines(b).flatMapValues(v -> List.of(v), Named.as("one"))
                .flatMapValues((k, v) -> List.of(k, v), Named.as("two"))
                .to("out"));
        add("select key", b -> lines(b).selectKey((k, v) -> v).to("out"));
        add("select key by name", b -> lines(b).selectKey((k, v) -> v, Named.as("rekey"))
                .to("out"));
        add("peek and foreach", b -> lines(b).peek((k, v) -> {}).foreach((k, v) -> {}));
        add("peek and foreach by name", b -> lines(b).peek((k, v) -> {}, Named.as("look"))
                .foreach((k, v) -> {}, Named.as("each")));
        add("topic extractor", b -> lines(b).to(new ByKey()));
        add("process", b -> {
            b.addStateStore(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("mine"), Serdes.String(), Serdes.Long()));
            lines(b).process(Echo::new, "mine").to("out");
            lines(b).process(Echo::new, Named.as("echo"), "mine").groupByKey().count();
        });
        add("global store", b -> {
            b.addGlobalStore(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("mine"), Serdes.String(), Serdes.Long()),
                    "mine-in",
                    Consumed.with(Serdes.String(), Serdes.String()),
                    Nothing::new);
            lines(b).process(Echo::new).to("out");
            b.addGlobalStore(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("yours"), Serdes.String(), Serdes.Long()),
                    "yours-in",
                    Consumed.with(Serdes.String(), Serdes.String()).withName("yours"),
                    Nothing::new);
        });
        add("process values", b -> {
            b.addStateStore(
                    Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("mine"), Serdes.String(), Serdes.Long()));
            lines(b).processValues(KeyedEcho::new, "mine").groupByKey().count();
            lines(b).processValues(KeyedEcho::new, Named.as("echo"), "mine").to("out");
        });
    }

    private void grouping() {
        add("word count", b -> lines(b).flatMapValues(v -> List.of(v.split(" ")))
                .groupBy((k, v) -> v)
                .count()
                .toStream()
                .to("out"));
        add("word count in a named store", b -> lines(b).flatMapValues(v -> List.of(v.split(" ")))
                .groupBy((k, v) -> v)
                .count(Materialized.as("counts"))
                .toStream()
                .to("out", Produced.with(Serdes.String(), Serdes.Long())));
        add("count by key", b -> lines(b).groupByKey().count());
        add(
                "count by new key",
                b -> lines(b).selectKey((k, v) -> v).groupByKey().count());
        add("count by name", b -> lines(b).groupByKey().count(Named.as("count")));
        add("count by name of new key", b -> lines(b).groupBy((k, v) -> v).count(Named.as("count")));
        add("count by two names", b -> lines(b).groupBy((k, v) -> v)
                .count(Named.as("count"), Materialized.as("counts")));
        add(
                "reduce",
                b -> lines(b).groupByKey().reduce((a, c) -> a + c).toStream().to("out"));
        add("reduce of new key", b -> lines(b).groupBy((k, v) -> v).reduce((a, c) -> a + c));
        add("reduce in a named store", b -> lines(b).groupBy((k, v) -> v)
                .reduce((a, c) -> a + c, Materialized.as("reduced")));
        add("reduce by two names", b -> lines(b).groupBy((k, v) -> v)
                .reduce((a, c) -> a + c, Named.as("reduce"), Materialized.as("reduced")));
        add("aggregate", b -> lines(b).groupBy((k, v) -> v).aggregate(() -> "", (k, v, a) -> a + v));
        add("aggregate in a named store", b -> lines(b).groupBy((k, v) -> v)
                .aggregate(() -> "", (k, v, a) -> a + v, Materialized.as("aggregated")));
        add("aggregate by two names", b -> lines(b).groupBy((k, v) -> v)
                .aggregate(() -> "", (k, v, a) -> a + v, Named.as("agg"), Materialized.as("aggregated")));
        add("aggregate in memory", b -> lines(b).groupByKey()
                .aggregate(() -> "", (k, v, a) -> a + v, Materialized.as(Stores.inMemoryKeyValueStore("heap"))));
        add("store with formats only", b -> lines(b).groupBy((k, v) -> v)
                .count(Materialized.with(Serdes.String(), Serdes.Long())));
    }

    private void groupingByName() {
        add("reduce with formats only", b -> lines(b).groupBy((k, v) -> v)
                .reduce((a, c) -> a + c, Materialized.with(Serdes.String(), Serdes.String())));
        add("aggregate with formats only", b -> lines(b).groupBy((k, v) -> v)
                .aggregate(() -> "", (k, v, a) -> a + v, Materialized.with(Serdes.String(), Serdes.String())));
        add("count by name with formats only", b -> lines(b).groupBy((k, v) -> v)
                .count(Named.as("count"), Materialized.with(Serdes.String(), Serdes.Long())));
        add("store that sorts first", b -> lines(b).groupBy((k, v) -> v).count(Materialized.as("Counts")));
        add("sources named backwards", b -> {
            b.stream("in-1", Consumed.as("z")).to("out-1");
            b.stream("in-2", Consumed.as("y")).to("out-2");
            b.stream("in-3", Consumed.as("x")).to("out-3");
        });
        add("grouped by name", b -> lines(b).groupBy((k, v) -> v, Grouped.as("by-word"))
                .count());
        add("grouped by name, several aggregates", b -> {
            KGroupedStream<String, String> words = lines(b).groupBy((k, v) -> v, Grouped.as("by-word"));
            words.count();
            words.reduce((a, c) -> a + c, Materialized.as("reduced"));
        });
        add("grouped, several aggregates", b -> {
            KGroupedStream<String, String> words = lines(b).groupBy((k, v) -> v);
            words.count();
            words.reduce((a, c) -> a + c);
        });
        add("grouped by key by name", b -> lines(b).selectKey((k, v) -> v)
                .groupByKey(Grouped.as("again"))
                .count());
        add("grouped by unchanged key by name", b -> lines(b).groupByKey(Grouped.as("unused"))
                .count());
        add("new key, two groupings", b -> {
            KStream<String, String> words = lines(b).selectKey((k, v) -> v);
            words.groupByKey().count();
            words.filter((k, v) -> true).groupByKey().reduce((a, c) -> a + c);
            words.to("out");
        });
        add("new key, other values, grouping", b -> lines(b).selectKey((k, v) -> v)
                .mapValues(v -> v + v)
                .groupByKey()
                .count());
        add("new key, two groupings by name", b -> {
            KStream<String, String> words = lines(b).selectKey((k, v) -> v);
            words.groupByKey(Grouped.as("first")).count();
            words.peek((k, v) -> {}).groupByKey(Grouped.as("second")).count();
        });
    }

    private void tables() {
        add("table", b -> b.table("in").toStream().to("out"));
        add("table by name", b -> b.table("in", Consumed.as("rows"))
                .toStream(Named.as("changes"))
                .to("out"));
        add("table in a named store", b -> b.table("in", Materialized.as("rows")));
        add("table with both", b -> b.table("in", Consumed.with(Serdes.String(), Serdes.String()), rows("rows")));
        add("table filters", b -> table(b).filter((k, v) -> true)
                .filterNot((k, v) -> false)
                .toStream()
                .to("out"));
        add("table map values", b -> table(b).mapValues(v -> v.length())
                .mapValues((k, v) -> v + 1)
                .toStream((k, v) -> v)
                .to("out"));
        add("table steps by name", b -> table(b).filter((k, v) -> true, Named.as("some"))
                .filterNot((k, v) -> false, Named.as("fewer"))
                .mapValues(v -> v + v, Named.as("twice"))
                .mapValues((k, v) -> k + v, Named.as("thrice"))
                .toStream((k, v) -> v, Named.as("changes"))
                .to("out"));
        add("stream to table", b -> lines(b).toTable().toStream().to("out"));
        add("stream to table by name", b -> lines(b).toTable(Named.as("rows")));
        add("stream of new key to table", b -> lines(b).selectKey((k, v) -> v).toTable());
        add("stream of new key to table by name", b -> lines(b).selectKey((k, v) -> v)
                .toTable(Named.as("rows")));
        add("stream to table in a store", b -> lines(b).toTable(rows("rows")));
        add("stream of new key to table in a store", b -> lines(b).selectKey((k, v) -> v)
                .toTable(Named.as("rows"), rows("kept")));
    }

    private void tablesInStores() {
        add("stored filter", b -> table(b).filter((k, v) -> true, rows("some")));
        add("stored filter not", b -> table(b).filterNot((k, v) -> true, Named.as("not"), rows("some")));
        add("filter with formats only", b -> table(b).filter(
                        (k, v) -> true, Materialized.with(Serdes.String(), Serdes.String()))
                .toStream());
        add("stored values", b -> table(b).mapValues(v -> v.length(), Materialized.as("lengths")));
        add("stored values with key", b -> table(b).mapValues(
                        (k, v) -> v.length(), Named.as("map"), Materialized.as("lengths")));
        add("values with formats only", b -> table(b).mapValues(
                        v -> v.length(), Materialized.with(Serdes.String(), Serdes.Integer()))
                .filter((k, v) -> v > 1)
                .toStream());
        add("counted and filtered", b -> lines(b).groupByKey()
                .count()
                .mapValues(v -> v + 1)
                .filter((k, v) -> v > 1, Materialized.as("many"))
                .toStream()
                .to("out"));
        add("new key and process, counted", b -> lines(b).selectKey((k, v) -> v)
                .process(Echo::new)
                .groupByKey()
                .count());
        add("new key and process without", b -> lines(b).selectKey((k, v) -> v)
                .flatMapValues(v -> List.of(v))
                .filter((k, v) -> true)
                .groupByKey()
                .count());
        add("table and its changes grouped", b -> b.table("in", rows("rows"))
                .toStream((k, v) -> v)
                .groupByKey()
                .count());
    }

    private void severalStreams() {
        add("merge", b -> lines(b).merge(b.stream("other")).to("out"));
        add("merge by name", b -> lines(b).merge(b.stream("other"), Named.as("both"))
                .to("out"));
        add("merge and count", b -> lines(b).merge(
                        b.<String, String>stream("other").selectKey((k, v) -> v))
                .groupByKey()
                .count());
        add("merge of new keys and count", b -> lines(b).selectKey((k, v) -> v)
                .merge(b.<String, String>stream("other").selectKey((k, v) -> v))
                .groupByKey()
                .count());
        add("one topic, two streams", b -> {
            lines(b).filter((k, v) -> true).to("out-1");
            lines(b).mapValues(v -> v).to("out-2");
        });
        add("one pattern, two streams", b -> {
            b.stream(Pattern.compile("in-.*")).to("out-1");
            b.stream(Pattern.compile("in-.*")).to("out-2");
        });
        add("two sub-topologies", b -> {
            lines(b).to("out-1");
            b.stream("other").to("out-2");
        });
    }

    private void repartitioning() {
        add("repartition", b -> lines(b).repartition().to("out"));
        add("repartition by name", b -> lines(b).repartition(Repartitioned.as("wider"))
                .to("out"));
        add("repartition to five", b -> lines(b).selectKey((k, v) -> v)
                .repartition(Repartitioned.<String, String>numberOfPartitions(5).withName("five"))
                .groupByKey()
                .count());
    }

    private void add(String name, Consumer<StreamsBuilder> program) {
        programs.put(name, program);
    }

    private static KStream<String, String> lines(StreamsBuilder builder) {
        return builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()));
    }

    private static KTable<String, String> table(StreamsBuilder builder) {
        return builder.table("in", Consumed.with(Serdes.String(), Serdes.String()));
    }

    private static Materialized<String, String, KeyValueStore<Bytes, byte[]>> rows(String name) {
        return Materialized.as(name);
    }

    private static final class ByKey implements TopicNameExtractor<String, String> {
        @Override
        public String extract(String key, String value, RecordContext context) {
            return "out-" + key;
        }

        @Override
        public String toString() {
            return "by key";
        }
    }

    private static final class Echo extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            context().forward(record);
        }
    }

    private static final class KeyedEcho extends ContextualFixedKeyProcessor<String, String, String> {
        @Override
        public void process(FixedKeyRecord<String, String> record) {
            context().forward(record);
        }
    }

    private static final class Nothing extends ContextualProcessor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {}
    }
}
