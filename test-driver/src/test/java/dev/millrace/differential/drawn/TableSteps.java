package dev.millrace.differential.drawn;

import java.time.Duration;

import org.apache.kafka.common.serialization.Serdes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KGroupedTable;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.Suppressed.BufferConfig;
import dev.millrace.streams.kstream.ValueTransformerWithKey;
import dev.millrace.streams.processor.ProcessorContext;

/** Steps from one table to another, or to a stream. */
final class TableSteps {
    private final Pool pool;

    TableSteps(Pool pool) {
        this.pool = pool;
    }

    void change(Choices choices) {
        KTable<String, String> table = pool.table(choices);
        switch (choices.below(11)) {
            case 0 -> pool.tables.add(table.filter((key, value) -> value.length() % 2 == 0));
            case 1 -> pool.tables.add(table.filter((key, value) -> value.length() > 2, pool.rows(choices)));
            case 2 -> pool.tables.add(table.filterNot((key, value) -> "a".equals(key), Named.as(pool.name("not"))));
            case 3 -> pool.tables.add(table.mapValues(value -> value + "."));
            case 4 -> pool.tables.add(table.mapValues((key, value) -> key + value, pool.rows(choices)));
            case 5 -> pool.tables.add(table.mapValues(value -> value.length() > 3 ? null : value));
            case 6 -> pool.tables.add(table.transformValues(Twice::new));
            case 7 -> pool.tables.add(table.transformValues(Twice::new, pool.rows(choices)));
            case 8 -> pool.streams.add(table.toStream());
            case 9 -> pool.streams.add(table.toStream(Named.as(pool.name("as-stream"))));
            default -> pool.streams.add(table.toStream((key, value) -> key + "k"));
        }
    }

    /** Holds changes back. */
    void suppress(Choices choices) {
        KTable<String, String> table = pool.table(choices);
        BufferConfig<?> buffer =
                switch (choices.below(4)) {
                    case 0 -> BufferConfig.unbounded();
                    case 1 -> BufferConfig.maxRecords(1 + choices.below(3));
                    case 2 -> BufferConfig.maxBytes(60 + choices.below(100));
                    default -> BufferConfig.unbounded().withLoggingDisabled();
                };
        Suppressed<String> suppressed = Suppressed.untilTimeLimit(Duration.ofMillis(choices.below(160)), buffer);
        pool.tables.add(table.suppress(choices.flip() ? suppressed.withName(pool.name("held")) : suppressed));
    }

    /** By another key, with what is to be taken back. */
    void regroup(Choices choices) {
        KGroupedTable<String, String> grouped = grouped(pool.table(choices), choices);
        pool.tables.add(
                switch (choices.below(5)) {
                    case 0 -> grouped.count().mapValues(String::valueOf);
                    case 1 -> grouped.reduce((one, other) -> one + other, (one, other) -> one.replace(other, ""));
                    case 2 ->
                        grouped.aggregate(
                                () -> "<",
                                (key, value, sum) -> sum + "+" + value,
                                (key, value, sum) -> sum + "-" + value,
                                pool.rows(choices));
                    case 3 ->
                        grouped.reduce(
                                (one, other) -> one + other,
                                (one, other) -> one.replace(other, ""),
                                Named.as(pool.name("reduced")),
                                pool.rows(choices));
                    default ->
                        grouped.aggregate(
                                () -> "<",
                                (key, value, sum) -> sum.length() > 12 ? null : sum + "+" + value,
                                (key, value, sum) -> sum.length() > 8 ? null : sum + "-" + value,
                                pool.rows(choices));
                });
    }

    private KGroupedTable<String, String> grouped(KTable<String, String> table, Choices choices) {
        Grouped<String, String> texts = Grouped.with(Serdes.String(), Serdes.String());
        return switch (choices.below(3)) {
            case 0 -> table.groupBy(TableSteps::group);
            case 1 -> table.groupBy((key, value) -> group(value, key), texts.withName(pool.name("grouped")));
            default -> table.groupBy((key, value) -> KeyValue.pair(value, key), texts);
        };
    }

    private static KeyValue<String, String> group(String key, String value) {
        String group = value.length() % 5 == 0 ? null : "g" + key.length() % 3;
        return KeyValue.pair(group, value.endsWith("7") ? null : value);
    }

    /** Says everything twice. */
    private static final class Twice implements ValueTransformerWithKey<String, String, String> {
        @Override
        public void init(ProcessorContext context) {
            // Needs nothing.
        }

        @Override
        public String transform(String key, String value) {
            return value == null ? null : value + value;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
