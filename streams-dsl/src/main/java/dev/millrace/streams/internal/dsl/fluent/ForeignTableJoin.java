package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.operator.foreignkey.ForeignKeyJoin;
import dev.millrace.streams.internal.dsl.operator.foreignkey.Wire;
import dev.millrace.streams.internal.dsl.option.ForeignJoinOptions;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedPassage;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.internal.dsl.plan.PlannedSubscriptions;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.VersionAware;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Materialized;
import dev.millrace.streams.kstream.ValueJoiner;
import dev.millrace.streams.processor.StreamPartitioner;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.KeyValueStore;

/**
 * Plans the join of a table with the rows of another that its own rows name. <i>Confined to the thread that writes the
 * program.</i>
 *
 * @param <K> type of the left table's keys
 * @param <V> type of the left table's values
 * @param <KO> type of the right table's keys
 * @param <VO> type of the right table's values
 * @param <VR> type of values made
 */
record ForeignTableJoin<K, V, KO, VO, VR>(
        FluentTable<K, V> left,
        FluentTable<KO, VO> right,
        BiFunction<? super K, ? super V, ? extends KO> extractor,
        ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
        boolean leftAlone) {
    KTable<K, VR> plan(
            ForeignJoinOptions<K, KO> options, Materialized<K, VR, KeyValueStore<Bytes, byte[]>> materialized) {
        Draft draft = left.draft();
        draft.tables().sendOldValues(right.node(), true);
        draft.tables().sendOldValues(left.node(), true);
        ForeignKeyNames names = ForeignKeyNames.of(options.name(), draft.names());
        ForeignKeyJoin<K, V, KO, VO, VR> join = new ForeignKeyJoin<>(
                extractor,
                joiner,
                leftAlone,
                new ForeignKeyJoin.Formats<>(left.keySerde(), left.valueSerde(), right.keySerde(), right.valueSerde()),
                new ForeignKeyJoin.Names(names.subscriptions(), names.responses(), names.store()));
        addSubscriptions(names, join, options);
        addResponses(names, join, options);
        return result(names, TableOptions.of(materialized));
    }

    private void addSubscriptions(
            ForeignKeyNames names, ForeignKeyJoin<K, V, KO, VO, VR> join, ForeignJoinOptions<K, KO> options) {
        Draft draft = left.draft();
        VersionAware send = (old, versioned) -> sending(join, versioned);
        draft.add(PlannedTableStep.of(names.send(), left.node(), send, null));
        draft.add(new PlannedPassage(
                names.subscriptionSource(),
                names.subscriptionSink(),
                List.of(names.send()),
                names.subscriptions(),
                Wire.serde(),
                byContent(options.otherPartitioner())));
        draft.copartition(List.of(right.node(), names.subscriptionSource()));
        PlannedSubscriptions store = new PlannedSubscriptions(names.store());
        ProcessorSupplier<byte[], byte[], Object, Object> receive = join::receive;
        draft.add(new PlannedStep(names.receive(), List.of(names.subscriptionSource()), receive, Effect.NONE)
                .with(store));
        TableReading<KO, VO> rows = right.reading();
        ProcessorSupplier<Object, Object, Wire<K>, Wire<Integer>> joinSubscriptions =
                () -> join.joinSubscriptions(rows);
        draft.add(new PlannedStep(
                names.joinSubscriptions(), List.of(names.receive()), joinSubscriptions, Effect.NONE, rows.stores()));
        VersionAware joinRows = (old, versioned) -> joiningRows(join, versioned);
        draft.add(PlannedTableStep.of(names.joinRows(), right.node(), joinRows, null)
                .reading(List.of(names.store())));
    }

    private static <K, V, KO> ProcessorSupplier<K, Change<V>, Wire<KO>, Wire<Object>> sending(
            ForeignKeyJoin<K, V, KO, ?, ?> join, boolean versioned) {
        return () -> join.send(versioned);
    }

    private static <K, KO, VO> ProcessorSupplier<KO, Change<VO>, Wire<K>, Wire<Integer>> joiningRows(
            ForeignKeyJoin<K, ?, KO, VO, ?> join, boolean versioned) {
        return () -> join.joinRows(versioned);
    }

    private void addResponses(
            ForeignKeyNames names, ForeignKeyJoin<K, V, KO, VO, VR> join, ForeignJoinOptions<K, KO> options) {
        Draft draft = left.draft();
        StreamPartitioner<Wire<K>, Wire<Integer>> toSubscriber = (topic, key, response, partitions) ->
                response.content() < 0 ? Optional.empty() : Optional.of(Set.of(response.content()));
        draft.add(new PlannedPassage(
                names.responseSource(),
                names.responseSink(),
                List.of(names.joinSubscriptions(), names.joinRows()),
                names.responses(),
                Wire.serde(),
                options.partitioner() == null ? toSubscriber : byContent(options.partitioner())));
        draft.copartition(List.of(left.node(), names.responseSource()));
        TableReading<K, V> rows = left.reading();
        ProcessorSupplier<byte[], byte[], K, VR> resolve = () -> join.resolve(rows);
        draft.add(
                new PlannedStep(names.resolve(), List.of(names.responseSource()), resolve, Effect.NONE, rows.stores()));
    }

    /** Partitioners of the program's own know the key alone, and may not send it to several partitions. */
    private static <T> @Nullable StreamPartitioner<Wire<T>, Wire<?>> byContent(
            @Nullable StreamPartitioner<T, Void> partitioner) {
        return partitioner == null
                ? null
                : (topic, key, message, partitions) ->
                        checked(partitioner.partitions(topic, key.content(), null, partitions));
    }

    private static Optional<Set<Integer>> checked(Optional<Set<Integer>> chosen) {
        if (chosen.isPresent() && chosen.get().size() != 1) {
            throw new IllegalArgumentException("The partitions returned by StreamPartitioner#partitions method when"
                    + " used for FK join should be a singleton set");
        }
        return chosen;
    }

    private KTable<K, VR> result(ForeignKeyNames names, TableOptions<K, VR> given) {
        Draft draft = left.draft();
        TableOptions<K, VR> options =
                given.named(() -> draft.names().store(ForeignKeyNames.OUTPUT)).orElse(left.keySerde(), null);
        draft.add(Beginnings.tableOfRecords(names.result(), names.resolve(), options));
        return new FluentTable<>(
                draft, names.result(), options.keySerde(), options.valueSerde(), options.queryableName());
    }
}
