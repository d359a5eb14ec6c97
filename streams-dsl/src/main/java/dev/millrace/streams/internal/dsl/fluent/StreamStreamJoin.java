package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;

import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.operator.join.JoinKind;
import dev.millrace.streams.internal.dsl.operator.join.JoinStreamSide;
import dev.millrace.streams.internal.dsl.operator.join.JoinStreamSide.Side;
import dev.millrace.streams.internal.dsl.operator.join.JoinStreamSide.Waiting;
import dev.millrace.streams.internal.dsl.operator.join.JoinStreamWithItself;
import dev.millrace.streams.internal.dsl.operator.join.JoinWindowMs;
import dev.millrace.streams.internal.dsl.operator.join.KeepForPartners;
import dev.millrace.streams.internal.dsl.operator.stateless.PassRecords;
import dev.millrace.streams.internal.dsl.option.JoinWindowOptions;
import dev.millrace.streams.internal.dsl.option.WindowedJoinOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.JoinedSides;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.internal.dsl.plan.PlannedStore;
import dev.millrace.streams.kstream.JoinWindows;
import dev.millrace.streams.kstream.KStream;
import dev.millrace.streams.kstream.StreamJoined;
import dev.millrace.streams.kstream.ValueJoinerWithKey;
import dev.millrace.streams.processor.api.ProcessorSupplier;

import static java.util.Objects.requireNonNull;

/**
 * Plans the join of two streams: for each side a step that keeps its records and one that joins them, and a step where
 * results meet. <i>Confined to the thread that writes the program.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values on the left
 * @param <VRight> type of values on the right
 * @param <VOut> type of values made
 */
record StreamStreamJoin<K, V, VRight, VOut>(
        FluentStream<K, V> left,
        FluentStream<K, VRight> right,
        ValueJoinerWithKey<? super K, ? super V, ? super VRight, ? extends VOut> joiner,
        JoinKind kind) {
    StreamStreamJoin {
        requireNonNull(right, "otherStream cannot be null");
        requireNonNull(joiner, "joiner cannot be null");
    }

    KStream<K, VOut> plan(JoinWindows windows, StreamJoined<K, V, VRight> joined) {
        JoinWindowOptions window = JoinWindowOptions.of(requireNonNull(windows, "windows cannot be null"));
        WindowedJoinOptions<K, V, VRight> given =
                WindowedJoinOptions.of(requireNonNull(joined, "streamJoined cannot be null"));
        WindowedJoinOptions.Serdes<K, V, VRight> serdes = given.serdes();
        FluentStream<K, V> onLeft = placed(left, given.name(), "-left", serdes.key(), serdes.left());
        FluentStream<K, VRight> onRight = placed(right, given.name(), "-right", serdes.key(), serdes.right());
        WindowedJoinOptions<K, V, VRight> options =
                given.orElse(onLeft.keySerde(), onLeft.valueSerde(), onRight.valueSerde());
        JoinStores.check(options, windows);
        JoinNames names = JoinNames.of(options, kind, left.draft().names());
        add(onLeft.node(), onRight.node(), new JoinStores(options, window, names), names);
        return new FluentStream<>(left.draft(), names.merge(), options.serdes().key(), null, false);
    }

    private static <K, V> FluentStream<K, V> placed(
            FluentStream<K, V> stream,
            @Nullable String name,
            String suffix,
            @Nullable Serde<K> keySerde,
            @Nullable Serde<V> valueSerde) {
        return JoinPlacement.placed(stream, name == null ? null : name + suffix, keySerde, valueSerde);
    }

    private void add(String leftNode, String rightNode, JoinStores stores, JoinNames names) {
        JoinWindowMs window = stores.window();
        PlannedStore leftStore = stores.left();
        PlannedStore rightStore = stores.right();
        boolean waits = stores.windowOptions().waits() && kind.leftAlone();
        PlannedStore room = waits ? stores.waitingRoom() : null;
        Waiting waiting = waits ? stores.waiting() : null;
        Side leftSide = new Side(true, window, kind.leftAlone(), rightStore.name());
        Side rightSide = new Side(false, window, kind.rightAlone(), leftStore.name());
        ValueJoinerWithKey<K, VRight, V, VOut> reversed = (key, own, other) -> joiner.apply(key, other, own);
        ProcessorSupplier<K, V, K, VOut> joinLeft = () -> new JoinStreamSide<>(leftSide, joiner, waiting);
        ProcessorSupplier<K, VRight, K, VOut> joinRight = () -> new JoinStreamSide<>(rightSide, reversed, waiting);
        ProcessorSupplier<K, VOut, K, VOut> merge = PassRecords::new;
        Draft draft = left.draft();
        draft.add(keep(names.left().keep(), leftNode, leftStore));
        draft.add(keep(names.right().keep(), rightNode, rightStore));
        draft.add(join(names.left(), joinLeft, rightStore, room));
        draft.add(join(names.right(), joinRight, leftStore, room));
        draft.add(new PlannedStep(
                names.merge(), List.of(names.left().join(), names.right().join()), merge, Effect.NONE));
        draft.copartition(List.of(leftNode, rightNode));
        draft.addJoin(new JoinedSides(
                names.left().keep(),
                new JoinedSides.Spared(
                        names.right().keep(), names.left().join(), names.right().join()),
                inOneStep(names, leftStore, window)));
    }

    /** For a stream joined with itself: both sides have values of one type then. */
    @SuppressWarnings("unchecked")
    private PlannedStep inOneStep(JoinNames names, PlannedStore store, JoinWindowMs window) {
        ValueJoinerWithKey<K, V, V, VOut> same = (key, one, other) -> joiner.apply(key, one, (VRight) other);
        ProcessorSupplier<K, V, K, VOut> supplier = () -> new JoinStreamWithItself<>(store.name(), same, window);
        return new PlannedStep(
                names.merge(), List.of(names.left().keep()), supplier, Effect.NONE, List.of(store.name()));
    }

    /** Records without key of either side come as far as here if one side may stay alone: the other counts them. */
    private PlannedStep keep(String name, String parent, PlannedStore store) {
        ProcessorSupplier<Object, Object, Object, Object> supplier = () -> new KeepForPartners<>(store.name());
        return new PlannedStep(name, List.of(parent), supplier, Effect.NONE)
                .with(store)
                .takingNullKeys(kind.leftAlone() || kind.rightAlone());
    }

    private static PlannedStep join(
            JoinNames.Side names,
            ProcessorSupplier<?, ?, ?, ?> supplier,
            PlannedStore otherStore,
            @Nullable PlannedStore room) {
        PlannedStep step =
                new PlannedStep(names.join(), List.of(names.keep()), supplier, Effect.NONE, List.of(otherStore.name()));
        return room == null ? step : step.with(room);
    }
}
