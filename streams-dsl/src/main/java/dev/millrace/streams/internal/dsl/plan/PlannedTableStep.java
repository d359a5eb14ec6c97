package dev.millrace.streams.internal.dsl.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.processor.api.ProcessorSupplier;

/**
 * Makes a table. <i>Immutable.</i>
 *
 * @param operator makes the processors
 * @param store where the table is kept; null if it is not
 * @param wantsOldValues whether it is better off with old values, provided that the table above is kept anyway
 * @param sourceTopic the one topic that is read into the table unchanged; null if it is made of something else
 * @param restoredFromSource whether that topic also serves as the store's changelog
 * @param reserve the store that it gets if something below needs one; null if it needs none
 */
public record PlannedTableStep(
        String name,
        List<String> parents,
        TableOperator operator,
        @Nullable TableOptions<?, ?> store,
        boolean wantsOldValues,
        @Nullable String sourceTopic,
        boolean restoredFromSource,
        @Nullable Reserve reserve)
        implements PlanNode {
    /** A store that a step can do without until something below needs it, and how it works then. */
    public record Reserve(TableOptions<?, ?> store, TableOperator operator) {}

    /** Makes processors once it is known what the tables below need. */
    @FunctionalInterface
    public interface TableOperator {
        /**
         * Makes the processors.
         *
         * @param oldValues whether changes are to carry old values
         */
        ProcessorSupplier<?, ?, ?, ?> supplier(boolean oldValues);
    }

    /** Keeps a copy of {@code parents}. */
    public PlannedTableStep {
        parents = List.copyOf(parents);
    }

    /** A table made of what {@code parent} sends. */
    public static PlannedTableStep of(
            String name, String parent, TableOperator operator, @Nullable TableOptions<?, ?> store) {
        return of(name, List.of(parent), operator, store);
    }

    /** A table made of what several {@code parents} send. */
    public static PlannedTableStep of(
            String name, List<String> parents, TableOperator operator, @Nullable TableOptions<?, ?> store) {
        return new PlannedTableStep(name, parents, operator, store, false, null, false, null);
    }

    /** The same table, which is better off with old values. */
    public PlannedTableStep wantingOldValues() {
        return new PlannedTableStep(name, parents, operator, store, true, sourceTopic, restoredFromSource, reserve);
    }

    /** The same table, to be kept like this if something below needs it. */
    public PlannedTableStep orKeptIn(TableOptions<?, ?> options, TableOperator keeping) {
        return new PlannedTableStep(
                name,
                parents,
                operator,
                store,
                wantsOldValues,
                sourceTopic,
                restoredFromSource,
                new Reserve(options, keeping));
    }

    /** The same table, kept in its reserve. */
    PlannedTableStep kept() {
        return new PlannedTableStep(
                name, parents, reserve.operator, reserve.store, wantsOldValues, sourceTopic, restoredFromSource, null);
    }

    /** The same table, read unchanged from {@code topic}. */
    public PlannedTableStep readFrom(String topic) {
        return new PlannedTableStep(name, parents, operator, store, wantsOldValues, topic, restoredFromSource, reserve);
    }

    /** The same table, whose store has no changelog but the topic it is read from. */
    public PlannedTableStep restoringFromSource() {
        return new PlannedTableStep(name, parents, operator, store, wantsOldValues, sourceTopic, true, reserve);
    }

    @Override
    public PlannedTableStep withParents(List<String> newParents) {
        return new PlannedTableStep(
                name, newParents, operator, store, wantsOldValues, sourceTopic, restoredFromSource, reserve);
    }
}
