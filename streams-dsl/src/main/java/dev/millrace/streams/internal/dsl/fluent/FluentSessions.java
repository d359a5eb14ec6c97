package dev.millrace.streams.internal.dsl.fluent;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.operator.aggregate.AggregateSessions;
import dev.millrace.streams.internal.dsl.operator.aggregate.Fold;
import dev.millrace.streams.internal.dsl.option.StoreShape;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.kstream.EmitStrategy;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Merger;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Reducer;
import dev.millrace.streams.kstream.SessionWindowedKStream;
import dev.millrace.streams.kstream.SessionWindows;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.kstream.WindowedSerdes;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.SessionStore;

import static java.util.Objects.requireNonNull;

/**
 * Groups that are added up for each session. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of the groups' keys
 * @param <V> type of values
 */
final class FluentSessions<K, V> implements SessionWindowedKStream<K, V> {
    private static final String AGGREGATE = "KSTREAM-AGGREGATE-";
    private static final String MATERIALIZED = "materialized can't be null";

    private final Grouping<K, V> grouping;
    private final SessionWindows windows;
    private EmitStrategy strategy = EmitStrategy.onWindowUpdate();

    FluentSessions(Grouping<K, V> grouping, SessionWindows windows) {
        this.grouping = grouping;
        this.windows = windows;
    }

    @Override
    public SessionWindowedKStream<K, V> emitStrategy(EmitStrategy emitStrategy) {
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
    public KTable<Windowed<K>, Long> count(Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized) {
        return count(Unnamed.NODE, materialized);
    }

    @Override
    public KTable<Windowed<K>, Long> count(
            Named named, Materialized<K, Long, SessionStore<Bytes, byte[]>> materialized) {
        TableOptions<K, Long> asked = TableOptions.of(requireNonNull(materialized, MATERIALIZED));
        if (!asked.queryable()) {
            // As without windows, a number is used up.
            grouping.store(AGGREGATE);
        }
        return counted(named, asked);
    }

    private KTable<Windowed<K>, Long> counted(Named named, TableOptions<K, Long> asked) {
        Aggregator<K, V, Long> addOne = (key, value, soFar) -> soFar + 1;
        return table(
                named,
                AGGREGATE,
                asked.orElse(null, Serdes.Long()),
                () -> 0L,
                addOne,
                (key, one, other) -> one + other);
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger) {
        return aggregate(initializer, aggregator, sessionMerger, Unnamed.NODE);
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Named named) {
        return aggregate(initializer, aggregator, sessionMerger, named, Materialized.with(null, null));
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Materialized<K, VOut, SessionStore<Bytes, byte[]>> materialized) {
        return aggregate(initializer, aggregator, sessionMerger, Unnamed.NODE, materialized);
    }

    @Override
    public <VOut> KTable<Windowed<K>, VOut> aggregate(
            Initializer<VOut> initializer,
            Aggregator<? super K, ? super V, VOut> aggregator,
            Merger<? super K, VOut> sessionMerger,
            Named named,
            Materialized<K, VOut, SessionStore<Bytes, byte[]>> materialized) {
        requireNonNull(initializer, "initializer can't be null");
        requireNonNull(aggregator, "aggregator can't be null");
        requireNonNull(sessionMerger, "sessionMerger can't be null");
        TableOptions<K, VOut> asked = TableOptions.of(requireNonNull(materialized, MATERIALIZED));
        return table(named, AGGREGATE, asked, initializer, aggregator, sessionMerger);
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
            Reducer<V> reducer, Materialized<K, V, SessionStore<Bytes, byte[]>> materialized) {
        return reduce(reducer, Unnamed.NODE, materialized);
    }

    @Override
    public KTable<Windowed<K>, V> reduce(
            Reducer<V> reducer, Named named, Materialized<K, V, SessionStore<Bytes, byte[]>> materialized) {
        requireNonNull(reducer, "reducer can't be null");
        requireNonNull(named, "named can't be null");
        TableOptions<K, V> asked = TableOptions.of(requireNonNull(materialized, MATERIALIZED));
        TableOptions<K, V> table = asked.orElse(null, grouping.options().valueSerde());
        Aggregator<K, V, V> aggregator = Fold.reducing(reducer);
        return table(
                named,
                "KSTREAM-REDUCE-",
                table,
                () -> null,
                aggregator,
                (key, one, other) -> aggregator.apply(key, other, one));
    }

    private <A> KTable<Windowed<K>, A> table(
            Named named,
            String prefix,
            TableOptions<K, A> asked,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> aggregator,
            Merger<? super K, A> merger) {
        EmitStrategy chosen = requireNonNull(strategy, "emitStrategy can't be null");
        TableOptions<K, A> complete = asked.named(() -> grouping.store(prefix));
        TableOptions<K, A> table = shaped(complete.orElse(grouping.options().keySerde(), null), windows, chosen);
        String name = grouping.add(
                named,
                prefix,
                table,
                oldValues -> supplier(
                        windows, chosen, merger, new Fold<>(table.name(), initializer, aggregator, oldValues)));
        Serde<K> inner = table.keySerde();
        Serde<Windowed<K>> keys = inner == null ? null : new WindowedSerdes.SessionWindowedSerde<>(inner);
        return new FluentTable<>(grouping.draft(), name, keys, table.valueSerde(), table.queryableName());
    }

    /** What {@code options} say, for sessions. */
    static <K, A> TableOptions<K, A> shaped(TableOptions<K, A> options, SessionWindows windows, EmitStrategy strategy) {
        long neededMs = windows.inactivityGap() + windows.gracePeriodMs();
        long retentionMs = options.supplier() != null
                ? neededMs
                : WindowKind.retentionMs(
                        options.retention(), neededMs, options.name(), "sessions with gap and grace period");
        return options.holding(new StoreShape.OfSessions(neededMs, retentionMs, strategy));
    }

    private static <K, V, A> ProcessorSupplier<K, V, Windowed<K>, Change<A>> supplier(
            SessionWindows windows, EmitStrategy strategy, Merger<? super K, A> merger, Fold<K, V, A> fold) {
        return () -> new AggregateSessions<>(windows, strategy, merger, fold);
    }
}
