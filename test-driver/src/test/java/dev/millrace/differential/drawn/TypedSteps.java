package dev.millrace.differential.drawn;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Repartitioned;

/** Steps through keys and values of other types than text. */
final class TypedSteps {
    private final Pool pool;

    TypedSteps(Pool pool) {
        this.pool = pool;
    }

    void other(Choices choices) {
        KStream<String, String> stream = pool.stream(choices).filter((key, value) -> key != null && value != null);
        switch (choices.below(6)) {
            case 0 -> through(stream, Serdes.Integer(), String::length, choices);
            case 1 -> through(stream, Serdes.Long(), text -> (long) text.hashCode(), choices);
            case 2 -> through(stream, Serdes.Short(), text -> (short) -text.length(), choices);
            case 3 -> through(stream, Serdes.Double(), text -> text.length() / 3.0, choices);
            case 4 -> through(stream, Serdes.Boolean(), text -> text.length() % 2 == 0, choices);
            default ->
                through(
                        stream,
                        Serdes.UUID(),
                        text -> UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)),
                        choices);
        }
    }

    private <T> void through(
            KStream<String, String> stream, Serde<T> serde, Function<String, T> typed, Choices choices) {
        switch (choices.below(4)) {
            case 0 -> pool.streams.add(counted(stream, serde, typed));
            case 1 ->
                pool.streams.add(stream.mapValues(typed::apply)
                        .repartition(Repartitioned.with(Serdes.String(), serde))
                        .mapValues(value -> "" + value));
            case 2 ->
                pool.tables.add(stream.mapValues(typed::apply)
                        .groupByKey(Grouped.with(Serdes.String(), serde))
                        .reduce((one, other) -> other)
                        .mapValues(value -> "" + value));
            default ->
                pool.streams.add(
                        stream.groupBy((key, value) -> typed.apply(value), Grouped.with(serde, Serdes.String()))
                                .aggregate(
                                        () -> null,
                                        (key, value, latest) -> typed.apply(value + latest),
                                        Materialized.with(serde, serde))
                                .toStream((key, value) -> String.valueOf(key))
                                .mapValues(value -> "" + value));
        }
    }

    private static <T> KStream<String, String> counted(
            KStream<String, String> stream, Serde<T> serde, Function<String, T> typed) {
        KTable<T, Long> counts = stream.selectKey((key, value) -> typed.apply(value))
                .groupByKey(Grouped.with(serde, Serdes.String()))
                .count(Materialized.with(serde, Serdes.Long()));
        return counts.toStream().map((key, count) -> KeyValue.pair("" + key, "" + count));
    }
}
