package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.operator.aggregate.Fold;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Reducer;
import dev.millrace.streams.kstream.TimeWindowedKStream;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.WindowedSerdes;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.WindowStore;

import static java.util.Objects.requireNonNull;

/**
 * Groups that are added up for each window of time. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of the groups' keys
 * @param <V> type of values
 */
final class FluentTimeWindows<K, V> implements TimeWindowedKStream<K, V> {
    private static final String AGGREGATE = "KSTREAM-AGGREGATE-";
    private static final String MATERIALIZED = "materialized can't be null";

    private final Grouping<K, V> grouping;
    private final WindowKind windows;
    private EmitStrategy strategy = EmitStrategy.onWindowUpdate();

    FluentTimeWindows(Grouping<K, V> grouping, WindowKind windows) {
        this.grouping = grouping;
        this.windows = windows;
    }

    @Override
    public TimeWindowedKStream<K, V> emitStrategy(EmitStrategy emitStrategy) {
        boolean onClose = emitStrategy != null && emitStrategy.type() == EmitStrategy.StrategyType.ON_WINDOW_CLOSE;
        if (onClose && !windows.ends()) {
            throw new IllegalArgumentException("Windows that never end cannot be handed on when they close");
        }
        strategy = emitStrategy;
        return this;
    }

    @Override
    public KTable<Windowed<K>, Long> count() {
        return counted(Unnamed.NODE, TableOptions.of(Materialized.with(null, null)));
    }

    @Override
    public KTable<Windowed<K>, Long> count(Named named) {
        return counted(named, TableOptions.of(Materialized.with(null, null)));
    }

    @Override
    public KTable<Windowed<K>, Long> count(Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized) {
        return count(Unnamed.NODE, materialized);
    }

    @Override
    public KTable<Windowed<K>, Long> count(
            Named named, Materialized<K, Long, WindowStore<Bytes, byte[]>> materialized) {
        TableOptions<K, Long> asked = TableOptions.of(requireNonNull(materialized, MATERIALIZED));
        if (!asked.queryable() && windows instanceof WindowKind.Regular) {
            // A number that Kafka Streams uses up, as it does without windows.
            grouping.store(AGGREGATE);
        }
        return counted(named, asked);
    }

    private KTable<Windowed<K>, Long> counted(Named named, TableOptions<K, Long> asked) {
        Aggregator<K, V, Long> addOne = (key, value, soFar) -> soFar + 1;
        return table(named, AGGREGATE, asked.orElse(null, Serdes.Long()), () -> 0L, addOne);
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator) {
        return aggregate(initializer, aggregator, Unnamed.NODE);
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer, Aggregator<? super K, ? super V, VOut> aggregator, Named named) {
        return aggregate(initializer, aggregator, named, Materialized.with(null, null));
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Materialized<K, VOut, WindowStore<Bytes, byte[]>> materialized) {
        return aggregate(initializer, aggregator, Unnamed.NODE, materialized);
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Named named,
            Materialized<K, VOut, WindowStore<Bytes, byte[]>> materialized) {
        requireNonNull(initializer, "initializer can't be null");
        requireNonNull(aggregator, "aggregator can't be null");
        TableOptions<K, VOut> asked = TableOptions.of(requireNonNull(materialized, MATERIALIZED));
        return table(named, AGGREGATE, asked, initializer, aggregator);
    }

    @Override
    public KTable<Windowed<K>, V> reduce(Reducer<V> reducer) {
        return reduce(reducer, Unnamed.NODE);
    }

    @Override
    public KTable<Windowed<K>, V> reduce(Reducer<V> reducer, Named named) {
        return reduce(reducer, named, Materialized.with(null, null));
    }

    @Override
    public KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized) {
        return reduce(reducer, Unnamed.NODE, materialized);
    }

    @Override
    public KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, WindowStore<Bytes, byte[]>> materialized) {
        requireNonNull(reducer, "reducer can't be null");
        requireNonNull(named, "named can't be null");
        TableOptions<K, V> asked = TableOptions.of(requireNonNull(materialized, MATERIALIZED));
        TableOptions<K, V> table = asked.orElse(null, grouping.options().valueSerde());
        Aggregator<K, V, V> aggregator = Fold.reducing(reducer);
        return table(named, "KSTREAM-REDUCE-", table, () -> null, aggregator);
    }

    private <A> KTable<Windowed<K>, A> table(
            Named named,
            String prefix,
            TableOptions<K, A> asked,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> aggregator) {
        EmitStrategy chosen = requireNonNull(strategy, "emitStrategy can't be null");
        TableOptions<K, A> complete = asked.named(() -> grouping.store(prefix));
        TableOptions<K, A> table =
                windows.shaped(complete.orElse(grouping.options().keySerde(), null), chosen);
        WindowKind kind = windows;
        String name = grouping.add(
                named,
                prefix,
                table,
                oldValues -> supplier(kind, chosen, new Fold<>(table.name(), initializer, aggregator, oldValues)));
        Serde<K> inner = table.keySerde();
        Serde<Windowed<K>> keys =
                inner == null ? null : new WindowedSerdes.TimeWindowedSerde<>(inner, windows.sizeMs());
        return new FluentTable<>(grouping.draft(), name, keys, table.valueSerde(), table.queryableName());
    }

    private static <K, V, A> ProcessorSupplier<K, V, Windowed<K>, Change<A>> supplier(
            WindowKind windows, EmitStrategy strategy, Fold<K, V, A> fold) {
        return () -> windows.processor(strategy, fold);
    }
}
