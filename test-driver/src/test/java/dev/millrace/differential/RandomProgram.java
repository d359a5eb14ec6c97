package dev.millrace.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.state.KeyValueStore;

/**
 * A program drawn from a seed: streams and tables of texts, joined up at random. Its imports alone tell Millrace from
 * Kafka Streams.
 */
final class RandomProgram {
    private final Random random;
    private final StreamsBuilder builder = new StreamsBuilder();
    private final List<KStream<String, String>> streams = new ArrayList<>();
    private final List<KTable<String, String>> tables = new ArrayList<>();
    private final List<String> inputs = new ArrayList<>();
    private final RandomJoins joins;
    private int names;

    RandomProgram(Random random) {
        this.random = random;
        joins = new RandomJoins(this, random);
    }

    StreamsBuilder builder() {
        return builder;
    }

    List<KStream<String, String>> streams() {
        return streams;
    }

    List<KTable<String, String>> tables() {
        return tables;
    }

    StreamsBuilder build() {
        for (int i = 0; i <= random.nextInt(2); i++) {
            streams.add(source());
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            tables.add(table());
        }
        int steps = 3 + random.nextInt(8);
        for (int i = 0; i < steps; i++) {
            if (random.nextInt(3) == 0) {
                joins.extend();
            } else if (!tables.isEmpty() && random.nextInt(3) == 0) {
                extendTable(pick(tables));
            } else {
                extendStream(pick(streams));
            }
        }
        writeEnds();
        return builder;
    }

    List<String> inputs() {
        return inputs;
    }

    private void writeEnds() {
        int out = 0;
        for (KTable<String, String> table : tables) {
            table.toStream().to("out-" + out++);
        }
        for (KStream<String, String> stream : streams) {
            if (random.nextBoolean()) {
                stream.to("out-" + out++, Produced.with(Serdes.String(), Serdes.String()));
            }
        }
    }

    String input() {
        String topic = "in-" + inputs.size();
        inputs.add(topic);
        return topic;
    }

    private KStream<String, String> source() {
        String topic = input();
        return random.nextBoolean()
                ? builder.stream(topic)
                : builder.stream(topic, Consumed.with(Serdes.String(), Serdes.String()));
    }

    private KTable<String, String> table() {
        String topic = input();
        return switch (random.nextInt(3)) {
            case 0 -> builder.table(topic);
            case 1 -> builder.table(topic, Consumed.with(Serdes.String(), Serdes.String()));
            default -> builder.table(topic, materialized());
        };
    }

    private void extendStream(KStream<String, String> stream) {
        switch (random.nextInt(12)) {
            case 0 -> streams.add(stream.filter((key, value) -> key != null && value != null));
            case 1 -> streams.add(stream.filterNot((key, value) -> "b".equals(key), Named.as(name("not"))));
            case 2 -> streams.add(stream.mapValues(value -> value + "!"));
            case 3 -> streams.add(stream.map((key, value) -> KeyValue.pair(value, key)));
            case 4 -> streams.add(stream.flatMapValues(value -> List.of(value + "1", value + "2")));
            case 5 ->
                streams.add(stream.flatMap(
                        (key, value) -> List.of(KeyValue.pair(key + "x", value), KeyValue.pair(key, value + "y"))));
            case 6 -> streams.add(stream.selectKey((key, value) -> value == null ? null : value.substring(0, 1)));
            case 7 -> streams.add(stream.peek((key, value) -> {}));
            case 8 -> streams.add(stream.mapValues((key, value) -> key + "=" + value, Named.as(name("with-key"))));
            case 9 -> tables.add(random.nextBoolean() ? stream.toTable() : stream.toTable(materialized()));
            default -> tables.add(aggregate(grouped(stream)));
        }
    }

    private KGroupedStream<String, String> grouped(KStream<String, String> stream) {
        return switch (random.nextInt(4)) {
            case 0 -> stream.groupByKey();
            case 1 -> stream.groupByKey(Grouped.with(name("grouped"), Serdes.String(), Serdes.String()));
            case 2 -> stream.groupBy((key, value) -> value);
            default ->
                stream.groupBy(
                        (key, value) -> value == null ? "none" : value, Grouped.with(Serdes.String(), Serdes.String()));
        };
    }

    private KTable<String, String> aggregate(KGroupedStream<String, String> grouped) {
        return switch (random.nextInt(5)) {
            case 0 -> grouped.count().mapValues(String::valueOf);
            case 1 -> grouped.count(Named.as(name("count"))).mapValues(String::valueOf);
            case 2 -> grouped.reduce((one, other) -> one + other);
            case 3 -> grouped.aggregate(() -> "", (key, value, sum) -> sum.length() > 8 ? null : sum + value);
            default ->
                grouped.aggregate(() -> "<", (key, value, sum) -> sum + value, Named.as(name("sum")), materialized());
        };
    }

    private void extendTable(KTable<String, String> table) {
        switch (random.nextInt(6)) {
            case 0 -> tables.add(table.filter((key, value) -> value.length() % 2 == 0));
            case 1 -> tables.add(table.filter((key, value) -> value.length() > 2, materialized()));
            case 2 -> tables.add(table.mapValues(value -> value + "."));
            case 3 -> tables.add(table.mapValues((key, value) -> key + value, materialized()));
            case 4 -> streams.add(table.toStream());
            default -> streams.add(table.toStream((key, value) -> key + "k"));
        }
    }

    Materialized<String, String, KeyValueStore<Bytes, byte[]>> materialized() {
        Materialized<String, String, KeyValueStore<Bytes, byte[]>> materialized = random.nextInt(3) == 0
                ? Materialized.with(Serdes.String(), Serdes.String())
                : Materialized.as(name("store"));
        materialized.withKeySerde(Serdes.String()).withValueSerde(Serdes.String());
        return switch (random.nextInt(4)) {
            case 0 -> materialized.withCachingDisabled();
            case 1 -> materialized.withLoggingDisabled();
            default -> materialized;
        };
    }

    String name(String what) {
        return what + "-" + names++;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
