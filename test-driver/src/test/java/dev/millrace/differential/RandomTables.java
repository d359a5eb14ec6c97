package dev.millrace.differential;

import java.time.Duration;
import java.util.Random;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.StreamsBuilder;
import dev.millrace.streams.kstream.Consumed;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KGroupedTable;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.Suppressed.BufferConfig;
import dev.millrace.streams.kstream.TimeWindows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.WindowStore;

/** A program drawn from a seed whose tables are grouped anew and held back. */
final class RandomTables {
    private final Random random;
    private final StreamsBuilder builder = new StreamsBuilder();
    private int names;

    RandomTables(Random random) {
        this.random = random;
    }

    StreamsBuilder build() {
        KTable<String, String> table = random.nextInt(3) == 0 ? closedWindows() : table();
        for (int i = random.nextInt(3); i >= 0; i--) {
            table = step(table);
        }
        table.toStream().to("out", Produced.with(Serdes.String(), Serdes.String()));
        return builder;
    }

    private KTable<String, String> table() {
        return switch (random.nextInt(3)) {
            case 0 -> builder.table("in");
            case 1 -> builder.table("in", materialized());
            default ->
                builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                        .toTable();
        };
    }

    private KTable<String, String> step(KTable<String, String> table) {
        return switch (random.nextInt(6)) {
            case 0 -> table.filter((key, value) -> value.length() % 2 == 0);
            case 1 -> table.mapValues(value -> value + ".");
            case 2 -> table.suppress(heldBack());
            default -> aggregate(grouped(table));
        };
    }

    private Suppressed<String> heldBack() {
        BufferConfig<?> buffer =
                switch (random.nextInt(4)) {
                    case 0 -> BufferConfig.maxRecords(1 + random.nextInt(3));
                    case 1 -> BufferConfig.maxBytes(60 + random.nextInt(100));
                    case 2 -> BufferConfig.unbounded().withLoggingDisabled();
                    default -> BufferConfig.unbounded();
                };
        return Suppressed.untilTimeLimit(Duration.ofMillis(random.nextInt(60)), buffer);
    }

    private KTable<String, String> closedWindows() {
        Duration size = Duration.ofMillis(5 + random.nextInt(40));
        Duration grace = Duration.ofMillis(random.nextInt(3) * 15L);
        var grouped = builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
                .groupByKey();
        Serde<String> text = Serdes.String();
        KTable<Windowed<String>, String> windows = random.nextBoolean()
                ? grouped.windowedBy(TimeWindows.ofSizeAndGrace(size, grace))
                        .reduce(
                                (one, other) -> one + other,
                                Materialized.<String, String, WindowStore<Bytes, byte[]>>with(text, text)
                                        .withCachingDisabled())
                : grouped.windowedBy(SessionWindows.ofInactivityGapAndGrace(size, grace))
                        .reduce(
                                (one, other) -> one + other,
                                Materialized.<String, String, SessionStore<Bytes, byte[]>>with(text, text)
                                        .withCachingDisabled());
        return windows.suppress(Suppressed.untilWindowCloses(BufferConfig.unbounded()))
                .toStream((key, value) -> key.toString())
                .toTable(Materialized.with(text, text));
    }

    private KGroupedTable<String, String> grouped(KTable<String, String> table) {
        return random.nextBoolean()
                ? table.groupBy((key, value) -> group(key, value))
                : table.groupBy(
                        (key, value) -> group(value, key),
                        Grouped.with("grouped-" + names++, Serdes.String(), Serdes.String()));
    }

    private static KeyValue<String, String> group(String key, String value) {
        String group = value.length() % 5 == 0 ? null : "g" + key.length() % 3;
        return KeyValue.pair(group, value.endsWith("7") ? null : value);
    }

    private KTable<String, String> aggregate(KGroupedTable<String, String> grouped) {
        return switch (random.nextInt(4)) {
            case 0 -> grouped.count().mapValues(String::valueOf);
            case 1 -> grouped.reduce((one, other) -> one + other, (one, other) -> one.replace(other, ""));
            case 2 ->
                grouped.aggregate(
                        () -> "<",
                        (key, value, sum) -> sum + "+" + value,
                        (key, value, sum) -> sum + "-" + value,
                        materialized());
            default ->
                grouped.aggregate(
                        () -> "<",
                        (key, value, sum) -> sum.length() > 12 ? null : sum + "+" + value,
                        (key, value, sum) -> sum.length() > 8 ? null : sum + "-" + value,
                        materialized());
        };
    }

    private Materialized<String, String, KeyValueStore<Bytes, byte[]>> materialized() {
        Materialized<String, String, KeyValueStore<Bytes, byte[]>> materialized = random.nextBoolean()
                ? Materialized.with(Serdes.String(), Serdes.String())
                : Materialized.as("store-" + names++);
        materialized.withKeySerde(Serdes.String()).withValueSerde(Serdes.String());
        return random.nextBoolean() ? materialized.withCachingDisabled() : materialized;
    }
}
