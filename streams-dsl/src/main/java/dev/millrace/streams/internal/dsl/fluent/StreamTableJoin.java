package dev.millrace.streams.internal.dsl.fluent;

import java.time.Duration;
import java.util.List;

import org.apache.kafka.common.serialization.Serde;

import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.operator.join.JoinKind;
import dev.millrace.streams.internal.dsl.operator.join.JoinWithTable;
import dev.millrace.streams.internal.dsl.operator.join.JoinWithTable.Rows;
import dev.millrace.streams.internal.dsl.option.JoinOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.kstream.GlobalKTable;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.ValueJoinerWithKey;
import dev.millrace.streams.processor.api.ProcessorSupplier;

import static java.util.Objects.requireNonNull;

/**
 * Plans joins of a stream with tables. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of keys
 * @param <V> type of the stream's values
 * @param <VTable> type of the table's values
 * @param <VOut> type of values made
 */
record StreamTableJoin<K, V, VTable, VOut>(
        FluentStream<K, V> stream,
        ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
        JoinKind kind) {
    private static final String LEFT_JOIN = "KSTREAM-LEFTJOIN-";

    StreamTableJoin {
        requireNonNull(joiner, "joiner cannot be null");
    }

    /** With a table that has its own partitions: the stream has to be placed like it. */
    KStream<K, VOut> plan(KTable<K, VTable> other, Joined<K, V, VTable> joined) {
        FluentTable<K, VTable> table = (FluentTable<K, VTable>) requireNonNull(other, "table cannot be null");
        JoinOptions<K, V, VTable> options = JoinOptions.of(requireNonNull(joined, "joined cannot be null"));
        Duration grace = options.gracePeriod();
        if (grace != null) {
            TableGrace.requireVersions(table);
        }
        FluentStream<K, V> placed =
                JoinPlacement.placed(stream, options.name(), options.keySerde(), options.valueSerde());
        String prefix = kind.leftAlone() ? LEFT_JOIN : "KSTREAM-JOIN-";
        String name = stream.draft().names().nodeOr(options.name(), prefix);
        TableReading<K, VTable> reading = table.reading();
        ProcessorSupplier<K, V, K, VOut> join = supplier(new Rows<>(reading, (key, value) -> key));
        Serde<K> keySerde = options.keySerde() == null ? placed.keySerde() : options.keySerde();
        PlannedStep step = new PlannedStep(name, List.of(placed.node()), join, Effect.NONE, reading.stores());
        if (grace != null) {
            step = TableGrace.of(grace, options, placed).waiting(step, join);
        }
        stream.draft().add(step.takingNullKeys(kind.leftAlone()));
        stream.draft().copartition(List.of(placed.node(), table.node()));
        return new FluentStream<>(stream.draft(), name, keySerde, null, false);
    }

    /** With a table that is everywhere; an inner join is called like a left one, as in Kafka Streams. */
    <KTable> KStream<K, VOut> plan(
            GlobalKTable<KTable, VTable> table,
            KeyValueMapper<? super K, ? super V, ? extends KTable> keySelector,
            Named named) {
        requireNonNull(table, "globalTable cannot be null");
        requireNonNull(keySelector, "keySelector cannot be null");
        String given = NodeName.of(requireNonNull(named, "named cannot be null"));
        String name = stream.draft().names().nodeOr(given, LEFT_JOIN);
        TableReading<KTable, VTable> reading = ((FluentGlobalTable<KTable, VTable>) table).reading();
        Rows<K, V, KTable, VTable> rows = new Rows<>(reading, keySelector);
        PlannedStep step = new PlannedStep(name, List.of(stream.node()), supplier(rows), Effect.NONE);
        stream.draft().add(step.takingNullKeys(kind.leftAlone()));
        return stream.withOtherValues(name);
    }

    private <KTable> ProcessorSupplier<K, V, K, VOut> supplier(Rows<K, V, KTable, VTable> rows) {
        return () -> new JoinWithTable<>(rows, joiner, kind.leftAlone());
    }
}
