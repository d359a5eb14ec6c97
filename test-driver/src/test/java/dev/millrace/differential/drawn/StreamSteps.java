package dev.millrace.differential.drawn;

import java.util.List;
import java.util.TreeMap;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.Branched;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Repartitioned;

/** Steps from one stream to others, and to tables by adding up. */
final class StreamSteps {
    private final Pool pool;

    StreamSteps(Pool pool) {
        this.pool = pool;
    }

    /** Each record on its own. */
    void change(Choices choices) {
        KStream<String, String> stream = pool.stream(choices);
        pool.streams.add(
                switch (choices.below(12)) {
                    case 0 -> stream.filter((key, value) -> key != null && value != null);
                    case 1 -> stream.filterNot((key, value) -> "b".equals(key), Named.as(pool.name("not")));
                    case 2 -> stream.mapValues(value -> value + "!");
                    case 3 -> stream.map((key, value) -> KeyValue.pair(value, key));
                    case 4 -> stream.flatMapValues(value -> List.of(value + "1", value + "2"));
                    case 5 ->
                        stream.flatMap((key, value) ->
                                List.of(KeyValue.pair(key + "x", value), KeyValue.pair(key, value + "y")));
                    case 6 -> stream.selectKey((key, value) -> value == null ? null : value.length() + "");
                    case 7 -> stream.peek((key, value) -> {});
                    case 8 -> stream.mapValues((key, value) -> key + "=" + value, Named.as(pool.name("with-key")));
                    case 9 ->
                        stream.flatMapValues(
                                (key, value) -> value == null ? List.of() : List.of(key + value),
                                Named.as(pool.name("flat")));
                    case 10 -> stream.map((key, value) -> KeyValue.pair(key, null));
                    default -> stream.selectKey((key, value) -> key, Named.as(pool.name("same-key")));
                });
    }

    /** Apart, together, and through a topic. */
    void route(Choices choices) {
        KStream<String, String> stream = pool.stream(choices);
        switch (choices.below(5)) {
            case 0 -> split(stream, choices);
            case 1 -> pool.streams.add(stream.merge(pool.stream(choices)));
            case 2 -> pool.streams.add(stream.merge(pool.stream(choices), Named.as(pool.name("merge"))));
            case 3 -> pool.streams.add(stream.repartition());
            default -> pool.streams.add(stream.repartition(Repartitioned.as(pool.name("again"))));
        }
    }

    private void split(KStream<String, String> stream, Choices choices) {
        boolean named = choices.flip();
        var branches = (named ? stream.split(Named.as(pool.name("split-"))) : stream.split())
                .branch((key, value) -> "a".equals(key), named ? Branched.as("a") : Branched.<String, String>as("-as"))
                .branch((key, value) -> value == null);
        var all = choices.flip() ? branches.defaultBranch() : branches.noDefaultBranch();
        pool.streams.addAll(new TreeMap<>(all).values());
    }

    void toTable(Choices choices) {
        KStream<String, String> stream = pool.stream(choices);
        pool.tables.add(choices.flip() ? stream.toTable(pool.rows(choices)) : stream.toTable());
    }

    void aggregate(Choices choices) {
        pool.tables.add(aggregate(grouped(choices), choices));
    }

    /** Several streams add to one table. */
    void cogroup(Choices choices) {
        var both = grouped(choices)
                .<String>cogroup((key, value, sum) -> sum.length() > 12 ? null : sum + value)
                .cogroup(grouped(choices), (key, value, sum) -> value + sum);
        pool.tables.add(
                choices.flip()
                        ? both.aggregate(() -> "<", Named.as(pool.name("together")), pool.rows(choices))
                        : both.aggregate(() -> "<", pool.rows(choices)));
    }

    KGroupedStream<String, String> grouped(Choices choices) {
        KStream<String, String> stream = pool.stream(choices);
        return switch (choices.below(4)) {
            case 0 -> stream.groupByKey();
            case 1 -> stream.groupByKey(Grouped.with(pool.name("grouped"), Serdes.String(), Serdes.String()));
            case 2 -> stream.groupBy((key, value) -> value);
            default ->
                stream.groupBy(
                        (key, value) -> value == null ? "none" : value, Grouped.with(Serdes.String(), Serdes.String()));
        };
    }

    private KTable<String, String> aggregate(KGroupedStream<String, String> grouped, Choices choices) {
        return switch (choices.below(5)) {
            case 0 -> grouped.count().mapValues(String::valueOf);
            case 1 -> grouped.count(Named.as(pool.name("count"))).mapValues(String::valueOf);
            case 2 -> grouped.reduce((one, other) -> one + other);
            case 3 -> grouped.aggregate(() -> "", (key, value, sum) -> sum.length() > 8 ? null : sum + value);
            default ->
                grouped.aggregate(
                        () -> "<", (key, value, sum) -> sum + value, Named.as(pool.name("sum")), pool.rows(choices));
        };
    }
}
