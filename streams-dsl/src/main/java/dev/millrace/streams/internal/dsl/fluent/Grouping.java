package dev.millrace.streams.internal.dsl.fluent;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.option.GroupOptions;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.internal.dsl.plan.Draft;
import dev.millrace.streams.internal.dsl.plan.PlanNode;
import dev.millrace.streams.internal.dsl.plan.PlannedRepartition;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep;
import dev.millrace.streams.internal.dsl.plan.PlannedTableStep.TableOperator;
import dev.millrace.streams.internal.dsl.plan.RepartitionNames;
import dev.millrace.streams.kstream.Named;

import static java.util.Objects.requireNonNull;

/**
 * Records that belong together by key, and the way they take to whoever adds them up: through a topic if their keys
 * changed. Aggregates of one grouping, windowed or not, share what the program named. <i>Confined to the thread that
 * writes the program.</i>
 *
 * @param <K> type of the groups' keys
 * @param <V> type of values
 */
final class Grouping<K, V> {
    private final Draft draft;
    private final String node;
    private final GroupOptions<K, V> options;
    private final boolean rekeyed;

    /** Where the groups go through a topic that the program named: all aggregates share it. */
    private @Nullable PlannedRepartition shared;

    /** The records that {@code node} sends; {@code rekeyed} says whether they are where their keys want them. */
    Grouping(Draft draft, String node, GroupOptions<K, V> options, boolean rekeyed) {
        this.draft = draft;
        this.node = node;
        this.options = options;
        this.rekeyed = rekeyed;
    }

    Draft draft() {
        return draft;
    }

    GroupOptions<K, V> options() {
        return options;
    }

    /** The next name of a store. */
    String store(String prefix) {
        return draft.names().store(prefix);
    }

    /** Adds a table made of the groups; returns the name of its node. */
    String add(Named named, String prefix, TableOptions<?, ?> table, TableOperator operator) {
        String name = draft.names().nodeOr(NodeName.of(requireNonNull(named, "named cannot be null")), prefix);
        String parent = parent(table.name());
        draft.add(PlannedTableStep.of(name, parent, operator, table));
        return name;
    }

    /** The node that sends the groups, for a store of that name. */
    String parent(String storeName) {
        return rekeyed ? repartitioned(storeName) : node;
    }

    /**
     * The same for a store into which other streams go as well: nothing is shared with aggregates outside the cogroup.
     *
     * @param earlier what the cogroup's aggregate before got, which numbers are used up for all the same; null if none
     */
    String parentOfCogroup(String storeName, @Nullable String earlier) {
        if (!rekeyed) {
            return node;
        }
        RepartitionNames names =
                RepartitionNames.of(options.name() == null ? storeName : options.name(), draft.names());
        if (earlier != null) {
            return earlier;
        }
        // Several streams of a cogroup may have the name of its store: a clash, unless all but one are merged away.
        PlanNode other = draft.node(names.source());
        RepartitionNames placed =
                other == null || other.parents().contains(node) ? names : names.at(names.source() + " of " + node);
        draft.add(PlannedRepartition.needed(placed, node, options.keySerde(), options.valueSerde()));
        return placed.place();
    }

    /** Three numbers go to each aggregate's repartitioning, also if it shares that of an earlier one. */
    private String repartitioned(String storeName) {
        RepartitionNames names =
                RepartitionNames.of(options.name() == null ? storeName : options.name(), draft.names());
        if (shared != null) {
            return shared.name();
        }
        PlannedRepartition repartition =
                PlannedRepartition.needed(names, node, options.keySerde(), options.valueSerde());
        draft.add(repartition);
        shared = options.name() == null ? null : repartition;
        return repartition.name();
    }
}
