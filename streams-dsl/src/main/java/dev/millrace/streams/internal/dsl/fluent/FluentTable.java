package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.operator.table.FilterTable;
import dev.millrace.streams.internal.dsl.operator.table.MapTableValues;
import dev.millrace.streams.internal.dsl.operator.table.RegroupTable;
import dev.millrace.streams.internal.dsl.operator.table.TableToStream;
import dev.millrace.streams.internal.dsl.option.GroupOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KGroupedTable;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Predicate;
import dev.millrace.streams.kstream.Suppressed;
import dev.millrace.streams.kstream.ValueMapper;
import dev.millrace.streams.kstream.ValueMapperWithKey;
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
public final class FluentTable<K, V> implements KTable<K, V> {
    private static final String FILTER = "KTABLE-FILTER-";
    private static final String MAP_VALUES = "KTABLE-MAPVALUES-";
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

    @Override
    public <KR, VR> KGroupedTable<KR, VR> groupBy(KeyValueMapper<? super K, ? super V, KeyValue<KR, VR>> selector) {
        return groupBy(selector, Grouped.with(null, null));
    }

    @Override
    public <KR, VR> KGroupedTable<KR, VR> groupBy(
            KeyValueMapper<? super K, ? super V, KeyValue<KR, VR>> selector, Grouped<KR, VR> grouped) {
        requireNonNull(selector, "selector can't be null");
        GroupOptions<KR, VR> options = GroupOptions.of(requireNonNull(grouped, "grouped can't be null"));
        String name = draft.names().nodeOr(NodeName.checked(options.name()), "KTABLE-SELECT-");
        ProcessorSupplier<K, Change<V>, KR, Change<VR>> supplier = () -> new RegroupTable<>(selector);
        draft.tables().sendOldValues(node, true);
        draft.add(new PlannedStep(name, List.of(node), supplier, Effect.KEYS));
        return new FluentGroupedTable<>(draft, name, options);
    }

    @Override
    public KTable<K, V> suppress(Suppressed<? super K> suppressed) {
        return TableSuppression.of(this, suppressed);
    }

    @Override
    public KTable<K, V> filter(Predicate<? super K, ? super V> predicate) {
        return filter(predicate, Unnamed.NODE);
    }

    @Override
    public KTable<K, V> filter(Predicate<? super K, ? super V> predicate, Named named) {
        return filtered(predicate, true, named, null);
    }

    @Override
    public KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filter(predicate, Unnamed.NODE, materialized);
    }

    @Override
    public KTable<K, V> filter(
            Predicate<? super K, ? super V> predicate,
            Named named,
            Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filtered(predicate, true, named, TableOptions.of(requireNonNull(materialized, MATERIALIZED)));
    }

    @Override
    public KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate) {
        return filterNot(predicate, Unnamed.NODE);
    }

    @Override
    public KTable<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named) {
        return filtered(predicate, false, named, null);
    }

    @Override
    public KTable<K, V> filterNot(
            Predicate<? super K, ? super V> predicate, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        return filterNot(predicate, Unnamed.NODE, materialized);
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
        draft.add(PlannedTableStep.of(name, node, old -> filter(predicate, wanted, store, old), kept)
                .wantingOldValues());
        return new FluentTable<>(
                draft,
                name,
                options == null || options.keySerde() == null ? keySerde : options.keySerde(),
                options == null || options.valueSerde() == null ? valueSerde : options.valueSerde(),
                store);
    }

    private static <K, V> ProcessorSupplier<K, Change<V>, K, Change<V>> filter(
            Predicate<? super K, ? super V> predicate, boolean wanted, @Nullable String store, boolean oldValues) {
        return () -> new FilterTable<>(predicate, wanted, store, oldValues);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper) {
        return mapValues(mapper, Unnamed.NODE);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(ValueMapper<? super V, ? extends VR> mapper, Named named) {
        return mapValues(StreamShorthands.<V, VR>ignoringKey(mapper), named);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper) {
        return mapValues(mapper, Unnamed.NODE);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper, Named named) {
        return mapped(mapper, named, null);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapValues(mapper, Unnamed.NODE, materialized);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(
            ValueMapper<? super V, ? extends VR> mapper,
            Named named,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapValues(StreamShorthands.<V, VR>ignoringKey(mapper), named, materialized);
    }

    @Override
    public <VR> KTable<K, VR> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper,
            Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        return mapValues(mapper, Unnamed.NODE, materialized);
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
        draft.add(PlannedTableStep.of(name, node, old -> map(mapper, store, old), kept));
        return new FluentTable<>(
                draft,
                name,
                options == null || options.keySerde() == null ? keySerde : options.keySerde(),
                options == null ? null : options.valueSerde(),
                store);
    }

    private static <K, V, VR> ProcessorSupplier<K, Change<V>, K, Change<VR>> map(
            ValueMapperWithKey<? super K, ? super V, ? extends VR> mapper, @Nullable String store, boolean oldValues) {
        return () -> new MapTableValues<>(mapper, store, oldValues);
    }

    /** The store if the program named it; a number is used up for a store that could have been. */
    private <T> @Nullable TableOptions<K, T> kept(@Nullable TableOptions<K, T> options, String prefix) {
        if (options == null) {
            return null;
        }
        if (options.queryable()) {
            return options;
        }
        draft.names().store(prefix);
        return null;
    }

    @Override
    public KStream<K, V> toStream() {
        return toStream(Unnamed.NODE);
    }

    @Override
    public KStream<K, V> toStream(Named named) {
        String name = name(named, "KTABLE-TOSTREAM-");
        ProcessorSupplier<K, Change<V>, K, V> supplier = TableToStream::new;
        draft.add(new PlannedStep(name, List.of(node), supplier, Effect.NONE));
        return new FluentStream<>(draft, name, keySerde, valueSerde, false);
    }

    @Override
    public <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper) {
        return toStream().selectKey(mapper);
    }

    @Override
    public <KR> KStream<KR, V> toStream(KeyValueMapper<? super K, ? super V, ? extends KR> mapper, Named named) {
        return toStream(named).selectKey(mapper);
    }

    @Override
    public @Nullable String queryableStoreName() {
        return queryableName;
    }

    private String name(Named named, String prefix) {
        return draft.names().nodeOr(NodeName.of(requireNonNull(named, "named can't be null")), prefix);
    }
}
