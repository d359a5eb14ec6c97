package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;
import java.util.OptionalInt;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.ChangeV2;
import dev.millrace.streams.internal.dsl.operator.aggregate.AggregateRows;
import dev.millrace.streams.internal.dsl.operator.aggregate.Fold;
import dev.millrace.streams.internal.dsl.option.GroupOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.RepartitionNames;
import dev.millrace.streams.kstream.Aggregator;
import dev.millrace.streams.kstream.Initializer;
import dev.millrace.streams.kstream.KGroupedTable;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Reducer;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/**
 * A table about to be added up by new groups. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of the groups' keys
 * @param <V> type of values
 */
final class FluentGroupedTable<K, V> implements KGroupedTable<K, V> {
    private static final String AGGREGATE = "KTABLE-AGGREGATE-";
    private static final String ADDER = "adder can't be null";
    private static final String SUBTRACTOR = "subtractor can't be null";

    private final Draft draft;
    private final String node;
    private final GroupOptions<K, V> options;
    private @Nullable PlannedRepartition shared;

    /** The changes that {@code node} sends, by their new keys. */
    FluentGroupedTable(Draft draft, String node, GroupOptions<K, V> options) {
        this.draft = draft;
        this.node = node;
        this.options = options;
    }

    @Override
    public KTable<K, Long> count() {
        return count(Unnamed.NODE);
    }

    @Override
    public KTable<K, Long> count(Named named) {
        return count(named, Materialized.with(null, null));
    }

    @Override
    public KTable<K, Long> count(Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        return count(Unnamed.NODE, materialized);
    }

    @Override
    public KTable<K, Long> count(Named named, Materialized<K, Long, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(named, "named cannot be null");
        Aggregator<K, V, Long> addOne = (key, value, soFar) -> soFar + 1;
        Aggregator<K, V, Long> takeOneOff = (key, value, soFar) -> soFar - 1;
        TableOptions<K, Long> asked = asked(materialized).orElse(null, Serdes.Long());
        return table(named, AGGREGATE, asked, () -> 0L, addOne, takeOneOff);
    }

    @Override
    public KTable<K, V> reduce(Reducer<V> adder, Reducer<V> subtractor) {
        return reduce(adder, subtractor, Materialized.with(null, null));
    }

    @Override
    public KTable<K, V> reduce(
            Reducer<V> adder, Reducer<V> subtractor, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return reduce(adder, subtractor, Unnamed.NODE, materialized);
    }

    @Override
    public KTable<K, V> reduce(
            Reducer<V> adder,
            Reducer<V> subtractor,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(adder, ADDER);
        requireNonNull(subtractor, SUBTRACTOR);
        Aggregator<K, V, V> add = Fold.reducing(adder);
        Aggregator<K, V, V> takeOff = (key, value, before) -> subtractor.apply(before, value);
        TableOptions<K, V> asked = asked(materialized).orElse(null, options.valueSerde());
        return table(named, "KTABLE-REDUCE-", asked, () -> null, add, takeOff);
    }

    @Override
    public <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor) {
        return aggregate(initializer, adder, subtractor, Unnamed.NODE);
    }

    @Override
    public <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Named named) {
        return aggregate(initializer, adder, subtractor, named, Materialized.with(null, null));
    }

    @Override
    public <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return aggregate(initializer, adder, subtractor, Unnamed.NODE, materialized);
    }

    @Override
    public <VR> KTable<K, VR> aggregate(
            Initializer<VR> initializer,
            Aggregator<? super K, ? super V, VR> adder,
            Aggregator<? super K, ? super V, VR> subtractor,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(initializer, "initializer can't be null");
        requireNonNull(adder, ADDER);
        requireNonNull(subtractor, SUBTRACTOR);
        return table(named, AGGREGATE, asked(materialized), initializer, adder, subtractor);
    }

    private static <K, A> TableOptions<K, A> asked(Materialized<K, A, KeyValueStore<Bytes, byte[]>> materialized) {
        return TableOptions.of(requireNonNull(materialized, "materialized can't be null"));
    }

    private <A> KTable<K, A> table(
            Named named,
            String prefix,
            TableOptions<K, A> asked,
            Initializer<A> initializer,
            Aggregator<? super K, ? super V, A> adder,
            Aggregator<? super K, ? super V, A> subtractor) {
        String given = NodeName.of(requireNonNull(named, "named can't be null"));
        TableOptions<K, A> store =
                asked.named(() -> draft.names().store(AGGREGATE)).orElse(options.keySerde(), null);
        String parent = repartitioned(given, store.name());
        String name = draft.names().nodeOr(given, prefix);
        draft.add(PlannedTableStep.of(
                name, parent, old -> supplier(new Fold<>(store.name(), initializer, adder, old), subtractor), store));
        return new FluentTable<>(draft, name, store.keySerde(), store.valueSerde(), store.queryableName());
    }

    private static <K, V, A> ProcessorSupplier<K, Change<V>, K, Change<A>> supplier(
            Fold<K, V, A> fold, Aggregator<? super K, ? super V, A> subtractor) {
        return () -> new AggregateRows<>(fold, subtractor);
    }

    /** Two numbers go to each aggregate's repartitioning; aggregates of a named grouping share the first one's. */
    private String repartitioned(@Nullable String step, String storeName) {
        String sink = draft.names().suffixedOr(step, "-sink", "KSTREAM-SINK-");
        String source = draft.names().suffixedOr(step, "-source", "KSTREAM-SOURCE-");
        if (shared != null) {
            return shared.name();
        }
        String topic = (options.name() == null ? storeName : options.name()) + "-repartition";
        PlannedRepartition repartition = new PlannedRepartition(
                new RepartitionNames(topic, sink, null, source),
                List.of(node),
                options.keySerde(),
                ChangeV2.of(options.valueSerde()),
                null,
                OptionalInt.empty(),
                true);
        draft.add(repartition);
        shared = options.name() == null ? null : repartition;
        return repartition.name();
    }
}
