package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.dsl.operator.join.JoinKind;
import dev.millrace.streams.internal.dsl.operator.stateless.ConsumeRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.FilterRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.FlatMapRecordValues;
import dev.millrace.streams.internal.dsl.operator.stateless.FlatMapRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.MapRecordValues;
import dev.millrace.streams.internal.dsl.operator.stateless.MapRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.PassRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.PeekRecords;
import dev.millrace.streams.internal.dsl.operator.stateless.SelectKey;
import dev.millrace.streams.internal.dsl.option.GroupOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.PrintOptions;
import dev.millrace.streams.internal.dsl.option.RepartitionOptions;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.internal.dsl.plan.RepartitionNames;
import dev.millrace.streams.kstream.BranchedKStream;
import dev.millrace.streams.kstream.ForeachAction;
import dev.millrace.streams.kstream.GlobalKTable;
import dev.millrace.streams.kstream.Grouped;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.Joined;
import dev.millrace.streams.kstream.KGroupedStream;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.KeyValueMapper;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.Predicate;
import dev.millrace.streams.kstream.Printed;
import dev.millrace.streams.kstream.Produced;
import dev.millrace.streams.kstream.Repartitioned;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.ValueJoinerWithKey;
import dev.millrace.streams.kstream.ValueMapperWithKey;
import dev.millrace.streams.processor.TopicNameExtractor;
import dev.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.KeyValueStore;

import static java.util.Objects.requireNonNull;

/**
 * A stream of the program: the node that sends its records, and what is known of them. <i>Confined to the thread that
 * writes the program.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class FluentStream<K, V> extends StreamJoinShorthands<K, V> {
    private static final String NAMED = "named cannot be null";

    private final Draft draft;
    private final String node;
    private final @Nullable Serde<K> keySerde;
    private final @Nullable Serde<V> valueSerde;
    private final boolean rekeyed;
    private @Nullable PlannedRepartition lastPlacement;

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

    boolean rekeyed() {
        return rekeyed;
    }

    /**
     * Adds a repartitioning for a join, or finds the one that was the last to be added: if it has the same name, or no
     * other is asked for.
     */
    String placedBy(RepartitionNames names, boolean named, @Nullable Serde<K> keys, @Nullable Serde<V> values) {
        if (lastPlacement == null || named && !lastPlacement.names().topic().equals(names.topic())) {
            lastPlacement = PlannedRepartition.needed(names, node, keys, values);
            draft.add(lastPlacement);
        }
        return lastPlacement.name();
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
        requireNonNull(predicate, "predicate cannot be null");
        ProcessorSupplier<K, V, K, V> supplier = () -> new FilterRecords<>(predicate, wanted);
        return unchanged(step(named, "KSTREAM-FILTER-", supplier, Effect.NONE));
    }

    @Override
    public <KOut> KStream<KOut, V> selectKey(KeyValueMapper<? super K, ? super V, ? extends KOut> mapper, Named named) {
        return new FluentStream<>(draft, rekeyedBy(mapper, requireNonNull(named, NAMED)), null, valueSerde, true);
    }

    private String rekeyedBy(KeyValueMapper<? super K, ? super V, ?> mapper, Named named) {
        requireNonNull(mapper, "mapper cannot be null");
        ProcessorSupplier<K, V, Object, V> supplier = () -> new SelectKey<>(mapper);
        return step(named, "KSTREAM-KEY-SELECT-", supplier, Effect.KEYS);
    }

    @Override
    public <VOut> KStream<K, VOut> mapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends VOut> mapper, Named named) {
        requireNonNull(mapper, "mapper cannot be null");
        ProcessorSupplier<K, V, K, VOut> supplier = () -> new MapRecordValues<>(mapper);
        return withOtherValues(step(named, "KSTREAM-MAPVALUES-", supplier, Effect.VALUES));
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> map(
            KeyValueMapper<? super K, ? super V, ? extends KeyValue<? extends KOut, ? extends VOut>> mapper,
            Named named) {
        requireNonNull(mapper, "mapper cannot be null");
        ProcessorSupplier<K, V, KOut, VOut> supplier = () -> new MapRecords<>(mapper);
        return withOtherKeysAndValues(step(named, "KSTREAM-MAP-", supplier, Effect.KEYS));
    }

    @Override
    public <KR, VOut> KStream<KR, VOut> flatMap(
            KeyValueMapper<? super K, ? super V, ? extends Iterable<? extends KeyValue<? extends KR, ? extends VOut>>>
                    mapper,
            Named named) {
        requireNonNull(mapper, "mapper cannot be null");
        ProcessorSupplier<K, V, KR, VOut> supplier = () -> new FlatMapRecords<>(mapper);
        return withOtherKeysAndValues(step(named, "KSTREAM-FLATMAP-", supplier, Effect.KEYS));
    }

    @Override
    public <VOut> KStream<K, VOut> flatMapValues(
            ValueMapperWithKey<? super K, ? super V, ? extends Iterable<? extends VOut>> mapper, Named named) {
        requireNonNull(mapper, "mapper cannot be null");
        ProcessorSupplier<K, V, K, VOut> supplier = () -> new FlatMapRecordValues<>(mapper);
        return withOtherValues(step(named, "KSTREAM-FLATMAPVALUES-", supplier, Effect.VALUES));
    }

    @Override
    public void foreach(ForeachAction<? super K, ? super V> action, Named named) {
        requireNonNull(action, "action cannot be null");
        ProcessorSupplier<K, V, Void, Void> supplier = () -> new ConsumeRecords<>(action);
        step(named, "KSTREAM-FOREACH-", supplier, Effect.NONE);
    }

    @Override
    public KStream<K, V> peek(ForeachAction<? super K, ? super V> action, Named named) {
        requireNonNull(action, "action cannot be null");
        ProcessorSupplier<K, V, K, V> supplier = () -> new PeekRecords<>(action);
        return unchanged(step(named, "KSTREAM-PEEK-", supplier, Effect.NONE));
    }

    @Override
    public KStream<K, V> merge(KStream<K, V> stream, Named named) {
        FluentStream<K, V> other = (FluentStream<K, V>) requireNonNull(stream, "otherStream cannot be null");
        ProcessorSupplier<K, V, K, V> supplier = PassRecords::new;
        String name = name(named, "KSTREAM-MERGE-");
        // A stream merged with itself is still sent once, as in Kafka Streams.
        List<String> parents = Stream.of(node, other.node).distinct().toList();
        draft.add(new PlannedStep(name, parents, supplier, Effect.MERGE));
        return new FluentStream<>(draft, name, null, null, rekeyed || other.rekeyed);
    }

    @Override
    public KStream<K, V> repartition(Repartitioned<K, V> repartitioned) {
        return JoinPlacement.requested(
                this, RepartitionOptions.of(requireNonNull(repartitioned, "repartitioned cannot be null")));
    }

    @Override
    <VRight, VOut> KStream<K, VOut> joined(
            KStream<K, VRight> other,
            ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
            JoinWindows windows,
            StreamJoined<K, V, VRight> joined,
            JoinKind kind) {
        return new StreamStreamJoin<K, V, VRight, VOut>(this, (FluentStream<K, VRight>) other, joiner, kind)
                .plan(windows, joined);
    }

    @Override
    <VTable, VOut> KStream<K, VOut> joined(
            KTable<K, VTable> table,
            ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
            Joined<K, V, VTable> joined,
            JoinKind kind) {
        return new StreamTableJoin<K, V, VTable, VOut>(this, joiner, kind).plan(table, joined);
    }

    @Override
    <KTable, VTable, VOut> KStream<K, VOut> joined(
            GlobalKTable<KTable, VTable> table,
            KeyValueMapper<? super K, ? super V, ? extends KTable> keySelector,
            ValueJoinerWithKey<? super K, ? super V, ? super VTable, ? extends VOut> joiner,
            Named named,
            JoinKind kind) {
        return new StreamTableJoin<K, V, VTable, VOut>(this, joiner, kind).plan(table, keySelector, named);
    }

    @Override
    public void to(String topic, Produced<K, V> produced) {
        StreamEnds.sink(this, requireNonNull(topic, "topic cannot be null"), null, produced);
    }

    @Override
    public void to(TopicNameExtractor<K, V> topicExtractor, Produced<K, V> produced) {
        StreamEnds.sink(this, null, requireNonNull(topicExtractor, "topicExtractor cannot be null"), produced);
    }

    @Override
    public KTable<K, V> toTable(Named named, Materialized<K, V, KeyValueStore<Bytes, byte[]>> materialized) {
        requireNonNull(materialized, "materialized cannot be null");
        return StreamEnds.table(this, name(named, "KSTREAM-TOTABLE-"), TableOptions.of(materialized));
    }

    @Override
    public KGroupedStream<K, V> groupByKey() {
        return groupByKey(Grouped.with(keySerde, valueSerde));
    }

    @Override
    public KGroupedStream<K, V> groupByKey(Grouped<K, V> grouped) {
        requireNonNull(grouped, "grouped cannot be null");
        return new FluentGroupedStream<>(new Grouping<>(draft, node, GroupOptions.of(grouped), rekeyed));
    }

    @Override
    public <KOut> KGroupedStream<KOut, V> groupBy(KeyValueMapper<? super K, ? super V, KOut> keySelector) {
        return groupBy(keySelector, Grouped.with(null, valueSerde));
    }

    @Override
    public <KOut> KGroupedStream<KOut, V> groupBy(
            KeyValueMapper<? super K, ? super V, KOut> keySelector, Grouped<KOut, V> grouped) {
        requireNonNull(keySelector, "keySelector cannot be null");
        GroupOptions<KOut, V> options = GroupOptions.of(requireNonNull(grouped, "grouped cannot be null"));
        Named named = options.name() == null ? Unnamed.NODE : Named.as(options.name());
        return new FluentGroupedStream<>(new Grouping<>(draft, rekeyedBy(keySelector, named), options, true));
    }

    @Override
    public BranchedKStream<K, V> split(Named named) {
        return new FluentBranches<>(this, requireNonNull(named, NAMED));
    }

    @Override
    public void print(Printed<K, V> printed) {
        StreamEnds.print(this, PrintOptions.of(requireNonNull(printed, "printed cannot be null")));
    }

    @Override
    public <KOut, VOut> KStream<KOut, VOut> process(
            ProcessorSupplier<? super K, ? super V, ? extends KOut, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames) {
        return withOtherKeysAndValues(
                OwnProcessors.process(this, processorSupplier, requireNonNull(named, NAMED), stateStoreNames));
    }

    @Override
    public <VOut> KStream<K, VOut> processValues(
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> processorSupplier,
            Named named,
            String... stateStoreNames) {
        return withOtherValues(
                OwnProcessors.processValues(this, processorSupplier, requireNonNull(named, NAMED), stateStoreNames));
    }

    private String step(Named named, String prefix, ProcessorSupplier<?, ?, ?, ?> supplier, Effect effect) {
        String name = name(named, prefix);
        draft.add(new PlannedStep(name, List.of(node), supplier, effect));
        return name;
    }

    private String name(Named named, String prefix) {
        return draft.names().nodeOr(NodeName.of(requireNonNull(named, NAMED)), prefix);
    }

    KStream<K, V> unchanged(String newNode) {
        return new FluentStream<>(draft, newNode, keySerde, valueSerde, rekeyed);
    }

    <VOut> KStream<K, VOut> withOtherValues(String newNode) {
        return new FluentStream<>(draft, newNode, keySerde, null, rekeyed);
    }

    private <KOut, VOut> KStream<KOut, VOut> withOtherKeysAndValues(String newNode) {
        return new FluentStream<>(draft, newNode, null, null, true);
    }
}
