package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.operator.aggregate.AggregateRecords;
import dev.millrace.streams.internal.dsl.operator.aggregate.ReduceRecords;
import dev.millrace.streams.internal.dsl.option.GroupOptions;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.TableOperator;
import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.kstream.CogroupedKStream;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Reducer;
import dev.millrace.streams.kstream.SessionWindowedKStream;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.SlidingWindows;
import dev.millrace.streams.kstream.TimeWindowedKStream;
import dev.millrace.streams.kstream.Window;
import dev.millrace.streams.kstream.Windows;
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

    private static final String NAMED = "named can't be null";
    private static final String WINDOWS = "windows can't be null";

    private final Grouping<K, V> grouping;
    private final GroupOptions<K, V> options;

    FluentGroupedStream(Grouping<K, V> grouping) {
        this.grouping = grouping;
        this.options = grouping.options();
    }

    @Override
    public KTable<K, Long> count() {
        return counted(Unnamed.NODE, TableOptions.of(Materialized.with(null, null)));
    }

    @Override
    public KTable<K, Long> count(Named named) {
        requireNonNull(named, NAMED);
        return counted(named, TableOptions.of(Materialized.with(null, null)));
    }

    @Override
    public KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return count(Unnamed.NODE, materialized);
    }

    @Override
    public KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        TableOptions<K, Long> asked = TableOptions.of(requireNonNull(materialized, MATERIALIZED));
        requireNonNull(named, "named cannot be null");
        if (!asked.queryable()) {
            // Kafka Streams uses up a number here and cannot stop without renaming topics of running programs.
            grouping.store(AGGREGATE);
        }
        return counted(named, asked);
    }

    private KTable<K, Long> counted(Named named, TableOptions<K, Long> asked) {
        TableOptions<K, Long> table =
                asked.named(() -> grouping.store(AGGREGATE)).orElse(options.keySerde(), Serdes.Long());
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
        requireNonNull(named, "name can't be null");
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
        requireNonNull(named, NAMED);
        TableOptions<K, VOut> table = named(materialized, AGGREGATE).orElse(options.keySerde(), null);
        return table(named, AGGREGATE, table, oldValues -> aggregate(table.name(), initializer, aggregator, oldValues));
    }

    private <VOut> TableOptions<K, VOut> named(
            Materialized<K, VOut, KeyValueStore<Bytes, byte[]>> materialized, String prefix) {
        return TableOptions.of(requireNonNull(materialized, MATERIALIZED)).named(() -> grouping.store(prefix));
    }

    private <VOut> KTable<K, VOut> table(
            Named named, String prefix, TableOptions<K, VOut> table, TableOperator operator) {
        String name = grouping.add(named, prefix, table, operator);
        return new FluentTable<>(grouping.draft(), name, table.keySerde(), table.valueSerde(), table.queryableName());
    }

    @Override
    public <VOut> CogroupedKStream<K, VOut> cogroup(Aggregator<? super K, ? super V, VOut> aggregator) {
        Cogrouping<K, VOut> cogrouping = new Cogrouping<>(grouping.draft());
        return new FluentCogroup<>(cogrouping).cogroup(this, aggregator);
    }

    Grouping<K, V> grouping() {
        return grouping;
    }

    @Override
    public <W extends Window> TimeWindowedKStream<K, V> windowedBy(Windows<W> windows) {
        return new FluentTimeWindows<>(grouping, new WindowKind.Regular(requireNonNull(windows, WINDOWS)));
    }

    @Override
    public TimeWindowedKStream<K, V> windowedBy(SlidingWindows windows) {
        return new FluentTimeWindows<>(grouping, new WindowKind.Sliding(requireNonNull(windows, WINDOWS)));
    }

    @Override
    public SessionWindowedKStream<K, V> windowedBy(SessionWindows windows) {
        return new FluentSessions<>(grouping, requireNonNull(windows, WINDOWS));
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
