package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.operator.stateless.ConsumeRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.FilterRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.FlatMapRecordValues;
import dev.millrace.streams.internal.dsl.operator.stateless.FlatMapRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.MapRecordValues;
import dev.millrace.streams.internal.dsl.operator.stateless.MapRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.PassRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.PeekRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.ProcessValues;
import dev.millrace.streams.internal.dsl.operator.stateless.SelectKey;
import dev.millrace.streams.internal.dsl.option.GroupOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.RepartitionOptions;
import dev.millrace.streams.internal.dsl.option.SinkOptions;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;
import dev.millrace.streams.internal.dsl.plan.PlannedSink;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.internal.dsl.plan.RepartitionNames;
import dev.millrace.streams.kstream.ForeachAction;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Predicate;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.Repartitioned;
import dev.millrace.streams.kstream.ValueMapperWithKey;
import dev.millrace.streams.processor.TopicNameExtractor;
import dev.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.StoreBuilder;

import static java.util.Objects.requireNonNull;

/**
 * A stream of the program: the node that sends its records, and what is known of them. <i>Confined to the thread that
 * writes the program.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class FluentStream<K, V> extends StreamShorthands<K, V> {
    private static final String NAMED = "named can't be null";

    private final Draft draft;
    private final String node;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private final boolean rekeyed;

    /**
     * The stream that {@code node} sends.
     *
     * @param keySerde format of keys; null if not known
     * @param valueSerde format of values; null if not known
     * @param rekeyed whether keys may differ from those that the records were placed by
     */
    public FluentStream(
            Draft draft, String node, @Nullable Serde<K> keySerde, @Nullable Serde<V> valueSerde, boolean rekeyed) {
        this.draft = draft;
        this.node = node;
        this.keySerde = keySerde;
        this.valueSerde = valueSerde;
        this.rekeyed = rekeyed;
    }

    @Override
    public KStream<K, V> filter(Predicate<? super K, ? super V> predicate, Named named) {
        return filtered(predicate, true, named);
    }

    @Override
    public KStream<K, V> filterNot(Predicate<? super K, ? super V> predicate, Named named) {
        return filtered(predicate, false, named);
    }

    private KStream<K, V> filtered(Predicate<? super K, ? super V> predicate, boolean wanted, Named named) {
        requireNonNull(predicate, "predicate can't be null");
        ProcessorSupplier<K, V, K, V> supplier = () -> new FilterRecords<>(predicate, wanted);
        return unchanged(step(named, "KSTREAM-FILTER-", supplier, Effect.NONE));
    }

    @Override
    public <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper, Named named) {
        return new FluentStream<>(draft, rekeyedBy(mapper, requireNonNull(named, NAMED)), null, valueSerde, true);
    }

    private String rekeyedBy(KeyValueMapper<? super K, ? super V, ?> mapper, Named named) {
        requireNonNull(mapper, "mapper can't be null");
        ProcessorSupplier<K, V, Object, V> supplier = () -> new SelectKey<>(mapper);
        return step(named, "KSTREAM-KEY-SELECT-", supplier, Effect.KEYS);
    }

    @Override
    public <VOut> KStream<K, VOut> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper, Named named) {
        requireNonNull(mapper, "mapper can't be null");
        ProcessorSupplier<K, V, K, VOut> supplier = () -> new MapRecordValues<>(mapper);
        return withOtherValues(step(named, "KSTREAM-MAPVALUES-", supplier, Effect.VALUES));
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper,
            Named named) {
        requireNonNull(mapper, "mapper can't be null");
        ProcessorSupplier<K, V, KOut, VOut> supplier = () -> new MapRecords<>(mapper);
        return withOtherKeysAndValues(step(named, "KSTREAM-MAP-", supplier, Effect.KEYS));
    }

    @Override
    public <KR, VOut> KStream<KR, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KR, ? extends VOut>>>
                    mapper,
            Named named) {
        requireNonNull(mapper, "mapper can't be null");
        ProcessorSupplier<K, V, KR, VOut> supplier = () -> new FlatMapRecords<>(mapper);
        return withOtherKeysAndValues(step(named, "KSTREAM-FLATMAP-", supplier, Effect.KEYS));
    }

    @Override
    public <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper, Named named) {
        requireNonNull(mapper, "mapper can't be null");
        ProcessorSupplier<K, V, K, VOut> supplier = () -> new FlatMapRecordValues<>(mapper);
        return withOtherValues(step(named, "KSTREAM-FLATMAPVALUES-", supplier, Effect.VALUES));
    }

    @Override
    public void foreach(ForeachAction<? super K, ? super V> action, Named named) {
        requireNonNull(action, "action can't be null");
        ProcessorSupplier<K, V, Void, Void> supplier = () -> new ConsumeRecords<>(action);
        step(named, "KSTREAM-FOREACH-", supplier, Effect.NONE);
    }

    @Override
    public KStream<K, V> peek(ForeachAction<? super K, ? super V> action, Named named) {
        requireNonNull(action, "action can't be null");
        ProcessorSupplier<K, V, K, V> supplier = () -> new PeekRecords<>(action);
        return unchanged(step(named, "KSTREAM-PEEK-", supplier, Effect.NONE));
    }

    @Override
    public KStream<K, V> merge(KStream<K, V> stream, Named named) {
        FluentStream<K, V> other = (FluentStream<K, V>) requireNonNull(stream, "stream can't be null");
        ProcessorSupplier<K, V, K, V> supplier = PassRecords::new;
        String name = name(named, "KSTREAM-MERGE-");
        draft.add(new PlannedStep(name, List.of(node, other.node), supplier, Effect.MERGE));
        return new FluentStream<>(draft, name, null, null, rekeyed || other.rekeyed);
    }

    @Override
    public KStream<K, V> repartition(Repartitioned<K, V> repartitioned) {
        RepartitionOptions<K, V> options =
                RepartitionOptions.of(requireNonNull(repartitioned, "repartitioned can't be null"));
        String name = options.name() != null ? options.name() : draft.names().node("KSTREAM-REPARTITION-");
        Serde<K> keys = options.keySerde() == null ? keySerde : options.keySerde();
        Serde<V> values = options.valueSerde() == null ? valueSerde : options.valueSerde();
        PlannedRepartition repartition = new PlannedRepartition(
                RepartitionNames.of(name, draft.names()),
                List.of(node),
                keys,
                values,
                options.partitioner(),
                options.partitions(),
                true);
        draft.add(repartition);
        return new FluentStream<>(draft, repartition.name(), keys, values, false);
    }

    @Override
    public void to(String topic, Produced<K, V> produced) {
        sink(requireNonNull(topic, "topic can't be null"), null, produced);
    }

    @Override
    public void to(TopicNameExtractor<K, V> topicExtractor, Produced<K, V> produced) {
        sink(null, requireNonNull(topicExtractor, "topicExtractor can't be null"), produced);
    }

    private void sink(@Nullable String topic, @Nullable TopicNameExtractor<K, V> extractor, Produced<K, V> produced) {
        SinkOptions<K, V> options = SinkOptions.of(requireNonNull(produced, "produced can't be null"))
                .orElse(keySerde, valueSerde);
        String name = draft.names().nodeOr(options.name(), "KSTREAM-SINK-");
        draft.add(new PlannedSink(name, List.of(node), topic, extractor, options));
    }

    @Override
    public KTable<K, V> toTable(Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(materialized, "materialized can't be null");
        String name = name(named, "KSTREAM-TOTABLE-");
        TableOptions<K, V> options = TableOptions.of(materialized)
                .named(() -> draft.names().store("KSTREAM-TOTABLE-"))
                .orElse(keySerde, valueSerde);
        String parent = node;
        if (rekeyed) {
            PlannedRepartition repartition = PlannedRepartition.needed(
                    RepartitionNames.of(name, draft.names()), node, options.keySerde(), options.valueSerde());
            draft.add(repartition);
            parent = repartition.name();
        }
        String store = options.queryableName();
        draft.add(Beginnings.tableOfRecords(name, parent, options));
        return new FluentTable<>(draft, name, options.keySerde(), options.valueSerde(), store);
    }

    @Override
    public KGroupedStream<K, V> groupByKey() {
        return groupByKey(Grouped.with(keySerde, valueSerde));
    }

    @Override
    public KGroupedStream<K, V> groupByKey(Grouped<K, V> grouped) {
        requireNonNull(grouped, "grouped can't be null");
        return new FluentGroupedStream<>(new Grouping<>(draft, node, GroupOptions.of(grouped), rekeyed));
    }

    @Override
    public <KOut> KGroupedStream<KOut, V> groupBy(KeyValueMapper<? super K, ? super V, KOut> keySelector) {
        return groupBy(keySelector, Grouped.with(null, valueSerde));
    }

    @Override
    public <KOut> KGroupedStream<KOut, V> groupBy(
            KeyValueMapper<? super K, ? super V, KOut> keySelector, Grouped<KOut, V> grouped) {
        requireNonNull(keySelector, "keySelector can't be null");
        GroupOptions<KOut, V> options = GroupOptions.of(requireNonNull(grouped, "grouped can't be null"));
        Named named = options.name() == null ? Unnamed.NODE : Named.as(options.name());
        return new FluentGroupedStream<>(new Grouping<>(draft, rekeyedBy(keySelector, named), options, true));
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames) {
        requireNewInstances(processorSupplier);
        String given = NodeName.of(requireNonNull(named, NAMED));
        String name = given != null ? given : draft.names().node("KSTREAM-PROCESSOR-");
        draft.add(new PlannedStep(name, List.of(node), processorSupplier, Effect.VALUES, List.of(stateStoreNames)));
        return withOtherKeysAndValues(name);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames) {
        requireNewInstances(processorSupplier);
        ProcessorSupplier<K, V, K, VOut> supplier =
                new FixedKeySupplier<>((FixedKeyProcessorSupplier<K, V, VOut>) processorSupplier);
        String given = NodeName.of(requireNonNull(named, NAMED));
        String name = given != null ? given : draft.names().node("KSTREAM-PROCESSVALUES-");
        draft.add(new PlannedStep(name, List.of(node), supplier, Effect.VALUES, List.of(stateStoreNames)));
        return withOtherValues(name);
    }

    private static void requireNewInstances(Supplier<?> processorSupplier) {
        if (requireNonNull(processorSupplier, "processorSupplier can't be null").get() == processorSupplier.get()) {
            throw new IllegalArgumentException(processorSupplier.getClass().getName()
                    + " returns the same processor twice; each task needs its own");
        }
    }

    /** The processors that a supplier makes, with the stores it brings along. */
    private record FixedKeySupplier<K, V, VOut>(FixedKeyProcessorSupplier<K, V, VOut> processors)
            implements ProcessorSupplier<K, V, K, VOut> {
        @Override
        public Processor<K, V, K, VOut> get() {
            return new ProcessValues<>(processors.get());
        }

        @Override
        public @Nullable Set<StoreBuilder<?>> stores() {
            return processors.stores();
        }
    }

    private String step(Named named, String prefix, ProcessorSupplier<?, ?, ?, ?> supplier, Effect effect) {
        String name = name(named, prefix);
        draft.add(new PlannedStep(name, List.of(node), supplier, effect));
        return name;
    }

    private String name(Named named, String prefix) {
        return draft.names().nodeOr(NodeName.of(requireNonNull(named, NAMED)), prefix);
    }

    private KStream<K, V> unchanged(String newNode) {
        return new FluentStream<>(draft, newNode, keySerde, valueSerde, rekeyed);
    }

    private <VOut> KStream<K, VOut> withOtherValues(String newNode) {
        return new FluentStream<>(draft, newNode, keySerde, null, rekeyed);
    }

    private <KOut, VOut> KStream<KOut, VOut> withOtherKeysAndValues(String newNode) {
        return new FluentStream<>(draft, newNode, null, null, true);
    }
}
