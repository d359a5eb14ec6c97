package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.operator.aggregate.AggregateRecords;
import dev.millrace.streams.internal.dsl.operator.aggregate.ReduceRecords;
import dev.millrace.streams.internal.dsl.option.GroupOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.TableOperator;
import dev.millrace.streams.internal.dsl.plan.RepartitionNames;
import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Reducer;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/**
 * A stream about to be added up. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of the groups' keys
 * @param <V> type of values
 */
final class FluentGroupedStream<K, V> implements KGroupedStream<K, V> {
    private static final String AGGREGATE = "KSTREAM-AGGREGATE-";
    private static final String REDUCE = "KSTREAM-REDUCE-";
    private static final String MATERIALIZED = "materialized can't be null";

    private final Draft draft;
    private final String node;
    private final GroupOptions<K, V> options;
    private final boolean rekeyed;

    /** Where the groups go through a topic that the program named: all aggregates share it. */
    private @Nullable PlannedRepartition shared;

    FluentGroupedStream(Draft draft, String node, GroupOptions<K, V> options, boolean rekeyed) {
        this.draft = draft;
        this.node = node;
        this.options = options;
        this.rekeyed = rekeyed;
    }

    @Override
    public KTable<K, Long> count() {
        return counted(Unnamed.NODE, TableOptions.of(Materialized.with(null, null)));
    }

    @Override
    public KTable<K, Long> count(Named named) {
        return counted(named, TableOptions.of(Materialized.with(null, null)));
    }

    @Override
    public KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return count(Unnamed.NODE, materialized);
    }

    @Override
    public KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        TableOptions<K, Long> asked = TableOptions.of(requireNonNull(materialized, MATERIALIZED));
        if (!asked.queryable()) {
            // Kafka Streams uses up a number here and cannot stop without renaming topics of running programs.
            draft.names().store(AGGREGATE);
        }
        return counted(named, asked);
    }

    private KTable<K, Long> counted(Named named, TableOptions<K, Long> asked) {
        TableOptions<K, Long> table =
                asked.named(() -> draft.names().store(AGGREGATE)).orElse(options.keySerde(), Serdes.Long());
        Aggregator<K, V, Long> addOne = (key, value, soFar) -> soFar + 1;
        return table(named, AGGREGATE, table, oldValues -> aggregate(table.name(), () -> 0L, addOne, oldValues));
    }

    @Override
    public KTable<K, V> reduce(Reducer<V> reducer) {
        return reduce(reducer, Materialized.with(null, null));
    }

    @Override
    public KTable<K, V> reduce(Reducer<V> reducer, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return reduce(reducer, Unnamed.NODE, materialized);
    }

    @Override
    public KTable<K, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(reducer, "reducer can't be null");
        TableOptions<K, V> table = named(materialized, REDUCE).orElse(options.keySerde(), options.valueSerde());
        return table(named, REDUCE, table, oldValues -> reduce(table.name(), reducer, oldValues));
    }

    @Override
    public <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator) {
        return aggregate(initializer, aggregator, Materialized.with(null, null));
    }

    @Override
    public <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregate(initializer, aggregator, Unnamed.NODE, materialized);
    }

    @Override
    public <VOut> KTable<K, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(initializer, "initializer can't be null");
        requireNonNull(aggregator, "aggregator can't be null");
        TableOptions<K, VOut> table = named(materialized, AGGREGATE).orElse(options.keySerde(), null);
        return table(named, AGGREGATE, table, oldValues -> aggregate(table.name(), initializer, aggregator, oldValues));
    }

    private <VOut> TableOptions<K, VOut> named(
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized, String prefix) {
        return TableOptions.of(requireNonNull(materialized, MATERIALIZED))
                .named(() -> draft.names().store(prefix));
    }

    private <VOut> KTable<K, VOut> table(
            Named named, String prefix, TableOptions<K, VOut> table, TableOperator operator) {
        String name = draft.names().nodeOr(NodeName.of(requireNonNull(named, "named can't be null")), prefix);
        String parent = rekeyed ? repartitioned(table.name()) : node;
        draft.add(PlannedTableStep.of(name, parent, operator, table));
        return new FluentTable<>(draft, name, table.keySerde(), table.valueSerde(), table.queryableName());
    }

    /** Three numbers go to each aggregate's repartitioning, also if it shares that of an earlier one. */
    private String repartitioned(String storeName) {
        RepartitionNames names =
                RepartitionNames.of(options.name() == null ? storeName : options.name(), draft.names());
        if (shared != null) {
            return shared.name();
        }
        PlannedRepartition repartition =
                PlannedRepartition.needed(names, node, options.keySerde(), options.valueSerde());
        draft.add(repartition);
        shared = options.name() == null ? null : repartition;
        return repartition.name();
    }

    private static <K, V, A> ProcessorSupplier<K, V, K, Change<A>> aggregate(
            String store,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> aggregator,
            boolean oldValues) {
        return () -> new AggregateRecords<>(store, initializer, aggregator, oldValues);
    }

    private static <K, V> ProcessorSupplier<K, V, K, Change<V>> reduce(
            String store, Reducer<V> reducer, boolean oldValues) {
        return () -> new ReduceRecords<>(store, reducer, oldValues);
    }
}
