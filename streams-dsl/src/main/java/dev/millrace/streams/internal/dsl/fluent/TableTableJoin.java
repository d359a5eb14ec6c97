package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.Change;
import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.operator.join.JoinKind;
import dev.millrace.streams.internal.dsl.operator.join.JoinTableSide;
import dev.millrace.streams.internal.dsl.operator.join.JoinTableSide.Asked;
import dev.millrace.streams.internal.dsl.operator.join.JoinTableSide.Needs;
import dev.millrace.streams.internal.dsl.operator.join.JoinedTables;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.VersionAware;
import dev.millrace.streams.internal.dsl.plan.PlannedTables;
import dev.millrace.streams.kstream.KTable;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.kstream.ValueJoiner;
import dev.millrace.streams.processor.api.ProcessorSupplier;

/**
 * Plans the join of two tables by their keys: a step for each side and one where they meet. <i>Confined to the thread
 * that writes the program.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values on the left
 * @param <VO> type of values on the right
 * @param <VR> type of values made
 */
record TableTableJoin<K, V, VO, VR>(
        FluentTable<K, V> left,
        FluentTable<K, VO> right,
        ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
        JoinKind kind) {
    private static final String MERGE = "KTABLE-MERGE-";

    /**
     * Adds the steps.
     *
     * @param named name of the join
     * @param options how the result is kept; null if it is not
     */
    KTable<K, VR> plan(Named named, @Nullable TableOptions<K, VR> options) {
        TableOptions<K, VR> kept = options == null
                ? null
                : options.named(() -> left.draft().names().store(MERGE)).orElse(left.keySerde(), null);
        String given = NodeName.of(named);
        Draft draft = left.draft();
        String merge = draft.names().nodeOr(given, MERGE);
        askForOldValues(draft.tables());
        TableReading<K, V> leftRows = left.reading();
        TableReading<K, VO> rightRows = right.reading();
        Needs needs = new Needs(!kind.leftAlone() || !kind.rightAlone(), !kind.leftAlone());
        Needs otherNeeds = new Needs(!kind.rightAlone() && !kind.leftAlone(), !kind.rightAlone());
        ValueJoiner<VO, V, VR> reversed = (other, own) -> joiner.apply(own, other);
        String thisSide = draft.names().suffixedOr(given, "-join-this", "KTABLE-JOINTHIS-");
        String otherSide = draft.names().suffixedOr(given, "-join-other", "KTABLE-JOINOTHER-");
        draft.add(side(thisSide, left.node(), rightRows, joiner, needs));
        draft.add(side(otherSide, right.node(), leftRows, reversed, otherNeeds));
        draft.add(merge(merge, List.of(thisSide, otherSide), kept)
                .needingOldValues()
                .readThrough(() -> JoinedTables.<K, V, VO, VR>reading(leftRows, rightRows, joiner, kind)));
        draft.copartition(List.of(left.node(), right.node()));
        return new FluentTable<>(
                draft,
                merge,
                kept == null ? left.keySerde() : kept.keySerde(),
                kept == null ? null : kept.valueSerde(),
                kept == null ? null : kept.queryableName());
    }

    private void askForOldValues(PlannedTables tables) {
        if (kind.leftAlone()) {
            tables.sendOldValues(left.node(), true);
        }
        if (kind.rightAlone()) {
            tables.sendOldValues(right.node(), true);
        }
    }

    private static <K, V, VO, VR> PlannedTableStep side(
            String name,
            String parent,
            TableReading<K, VO> others,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Needs needs) {
        VersionAware operator = (old, versioned) -> side(others, joiner, needs, new Asked(old, versioned));
        return PlannedTableStep.of(name, parent, operator, null)
                .needingOldValues()
                .reading(others.stores());
    }

    private static <K, V, VO, VR> ProcessorSupplier<K, Change<V>, K, Change<VR>> side(
            TableReading<K, VO> others,
            ValueJoiner<? super V, ? super VO, ? extends VR> joiner,
            Needs needs,
            Asked asked) {
        return () -> new JoinTableSide<>(others, joiner, needs, asked);
    }

    private static <K, VR> PlannedTableStep merge(String name, List<String> sides, @Nullable TableOptions<K, VR> kept) {
        String store = kept == null ? null : kept.name();
        return PlannedTableStep.of(name, sides, old -> merge(store, old), kept).endingVersions(true);
    }

    private static ProcessorSupplier<Object, Change<Object>, Object, Change<Object>> merge(
            @Nullable String store, boolean oldValues) {
        return () -> new JoinedTables<>(store, oldValues);
    }
}
