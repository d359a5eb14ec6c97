package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;
import java.util.function.BiFunction;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.operator.join.JoinKind;
import dev.millrace.streams.internal.dsl.operator.table.FilterTable;
import dev.millrace.streams.internal.dsl.operator.table.FilterTable.Asked;
import dev.millrace.streams.internal.dsl.operator.table.MapTableValues;
import dev.millrace.streams.internal.dsl.operator.table.TableToStream;
import dev.millrace.streams.internal.dsl.operator.table.TransformTableValues;
import dev.millrace.streams.internal.dsl.option.ForeignJoinOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.TableOperator;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.VersionAware;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KGroupedTable;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Predicate;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.TableJoined;
import dev.millrace.streams.kstream.ValueJoiner;
import dev.millrace.streams.kstream.ValueMapperWithKey;
import dev.millrace.streams.kstream.ValueTransformerWithKeySupplier;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/**
 * A table of the program: the node that sends its changes, and what is known of its rows. <i>Confined to the thread
 * that writes the program.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class FluentTable<K, V> extends ForeignJoinShorthands<K, V> {
    private static final String FILTER = "KTABLE-FILTER-";
    private static final String MAP_VALUES = "KTABLE-MAPVALUES-";
    private static final String NAMED = "named can't be null";
    private static final String MATERIALIZED = "materialized can't be null";

    private final Draft draft;
    private final String node;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private final @Nullable String queryableName;

    /**
     * The table whose changes {@code node} sends.
     *
     * @param keySerde format of keys; null if not known
     * @param valueSerde format of values; null if not known
     * @param queryableName name of its store; null if it cannot be queried
     */
    public FluentTable(
            Draft draft,
            String node,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde,
            @Nullable String queryableName) {
        this.draft = draft;
        this.node = node;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.queryableName = queryableName;
    }

    Draft draft() {
        return draft;
    }

    String node() {
        return node;
    }

    @Nullable
    Serde<K> keySerde() {
        return keySerde;
    }

    @Nullable
    Serde<V> valueSerde() {
        return valueSerde;
    }

    /** How steps below look up the rows of this table; it is kept from now on if there is no other way. */
    TableReading<K, V> reading() {
        return draft.tables().reading(node);
    }

    @Override
    public <KR, VR> KGroupedTable<KR, VR> groupBy(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KR, ? extends VR>> selector,
            Grouped<KR, VR> grouped) {
        return TableGrouping.of(this, selector, grouped);
    }

    @Override
    public KTable<K, V> suppress(Suppressed<? super K> suppressed) {
        return TableSuppression.of(this, suppressed);
    }

    @Override
    public KTable<K, V> filter(Predicate<? super K, ? super V> predicate, Named named) {
        return filtered(predicate, true, named, null);
    }

    @Override
    public KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filtered(predicate, true, named, TableOptions.of(requireNonNull(materialized, MATERIALIZED)));
    }

    @Override
    public KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named) {
        return filtered(predicate, false, named, null);
    }

    @Override
    public KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filtered(predicate, false, named, TableOptions.of(requireNonNull(materialized, MATERIALIZED)));
    }

    private KTable<K, V> filtered(
            Predicate<? super K, ? super V> predicate,
            boolean wanted,
            Named named,
            @Nullable TableOptions<K, V> options) {
        requireNonNull(predicate, "predicate can't be null");
        TableOptions<K, V> kept = kept(options, FILTER);
        String store = kept == null ? null : kept.name();
        String name = name(named, FILTER);
        VersionAware operator = (old, versioned) -> filter(predicate, wanted, store, new Asked(old, versioned));
        draft.add(PlannedTableStep.of(name, node, operator, kept)
                .wantingOldValues()
                .endingVersions(options != null)
                .readThrough(() -> FilterTable.reading(reading(), predicate, wanted)));
        return new FluentTable<>(
                draft,
                name,
                options == null || options.keySerde() == null ? keySerde : options.keySerde(),
                options == null || options.valueSerde() == null ? valueSerde : options.valueSerde(),
                store);
    }

    private static <K, V> ProcessorSupplier<K, Change<V>, K, Change<V>> filter(
            Predicate<? super K, ? super V> predicate, boolean wanted, @Nullable String store, Asked asked) {
        return () -> new FilterTable<>(predicate, wanted, store, asked);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper, Named named) {
        return mapped(mapper, named, null);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapped(mapper, named, TableOptions.of(requireNonNull(materialized, MATERIALIZED)));
    }

    private <VR> KTable<K, VR> mapped(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Named named,
            @Nullable TableOptions<K, VR> options) {
        requireNonNull(mapper, "mapper can't be null");
        TableOptions<K, VR> kept = kept(options, MAP_VALUES);
        String store = kept == null ? null : kept.name();
        String name = name(named, MAP_VALUES);
        draft.add(PlannedTableStep.of(name, node, old -> map(mapper, store, old), kept)
                .endingVersions(options != null)
                .readThrough(() -> MapTableValues.<K, V, VR>reading(reading(), mapper)));
        return withOtherValues(name, options, store);
    }

    private static <K, V, VR> ProcessorSupplier<K, Change<V>, K, Change<VR>> map(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper, @Nullable String store, boolean oldValues) {
        return () -> new MapTableValues<>(mapper, store, oldValues);
    }

    @Override
    public <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Named named,
            String... stateStoreNames) {
        requireNonNull(named, "processorName can't be null");
        return transformed(transformerSupplier, null, named, stateStoreNames);
    }

    @Override
    public <VR> KTable<K, VR> transformValues(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> transformerSupplier,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized,
            Named named,
            String... stateStoreNames) {
        TableOptions<K, VR> options = TableOptions.of(requireNonNull(materialized, MATERIALIZED));
        return transformed(transformerSupplier, options, named, stateStoreNames);
    }

    private <VR> KTable<K, VR> transformed(
            ValueTransformerWithKeySupplier<? super K, ? super V, ? extends VR> suppliers,
            @Nullable TableOptions<K, VR> options,
            Named named,
            String... stores) {
        requireNonNull(suppliers, "transformerSupplier");
        requireNonNull(named, NAMED);
        requireNonNull(stores, "stateStoreNames");
        TableOptions<K, VR> kept = options != null && options.queryable() ? options : null;
        String store = kept == null ? null : kept.name();
        String name = name(named, "KTABLE-TRANSFORMVALUES-");
        TableOperator operator = old -> TransformTableValues.supplier(suppliers, store, old);
        List<String> storeNames = List.of(stores);
        draft.add(PlannedTableStep.of(name, node, operator, kept)
                .endingVersions(options != null)
                .readThrough(() -> TransformTableValues.<K, V, VR>reading(reading(), suppliers, storeNames))
                .reading(storeNames));
        return withOtherValues(name, options, store);
    }

    @Override
    <VO, VR> KTable<K, VR> joined(
            KTable<K, VO> other,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            JoinKind kind,
            Named named,
            @Nullable TableOptions<K, VR> options) {
        FluentTable<K, VO> right = (FluentTable<K, VO>) requireNonNull(other, "other can't be null");
        return new TableTableJoin<K, V, VO, VR>(this, right, requireNonNull(joiner, "joiner can't be null"), kind)
                .plan(requireNonNull(named, "joinName can't be null"), options);
    }

    @Override
    <VR, KO, VO> KTable<K, VR> joinedByForeignKey(
            KTable<KO, VO> other,
            BiFunction<? super K, ? super V, ? extends KO> extractor,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            boolean leftAlone,
            TableJoined<K, KO> joined,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        FluentTable<KO, VO> right = (FluentTable<KO, VO>) requireNonNull(other, "foreignKeyTable can't be null");
        requireNonNull(extractor, "foreignKeyExtractor can't be null");
        requireNonNull(joiner, "joiner can't be null");
        ForeignJoinOptions<K, KO> options = ForeignJoinOptions.of(requireNonNull(joined, "tableJoined can't be null"));
        return new ForeignTableJoin<K, V, KO, VO, VR>(this, right, extractor, joiner, leftAlone)
                .plan(options, requireNonNull(materialized, MATERIALIZED));
    }

    private <VR> FluentTable<K, VR> withOtherValues(
            String name, @Nullable TableOptions<K, VR> options, @Nullable String store) {
        return new FluentTable<>(
                draft,
                name,
                options == null || options.keySerde() == null ? keySerde : options.keySerde(),
                options == null ? null : options.valueSerde(),
                store);
    }

    /** The store if the program named it; a number is used up for a store that could have been. */
    private <T> @Nullable TableOptions<K, T> kept(@Nullable TableOptions<K, T> options, String prefix) {
        if (options == null) {
            return null;
        }
        TableOptions<K, T> complete = options.orElse(keySerde, null);
        if (complete.queryable()) {
            return complete;
        }
        draft.names().store(prefix);
        return null;
    }

    @Override
    public KStream<K, V> toStream(Named named) {
        String name = name(requireNonNull(named, NAMED), "KTABLE-TOSTREAM-");
        ProcessorSupplier<K, Change<V>, K, V> supplier = TableToStream::new;
        draft.add(new PlannedStep(name, List.of(node), supplier, Effect.NONE));
        return new FluentStream<>(draft, name, keySerde, valueSerde, false);
    }

    @Override
    public @Nullable String queryableStoreName() {
        return queryableName;
    }

    private String name(Named named, String prefix) {
        return draft.names().nodeOr(NodeName.of(requireNonNull(named, "named cannot be null")), prefix);
    }
}
