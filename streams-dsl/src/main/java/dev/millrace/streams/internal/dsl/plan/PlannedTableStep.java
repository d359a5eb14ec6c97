package dev.millrace.streams.internal.dsl.plan;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.dsl.change.TableReading;
import dev.millrace.streams.internal.dsl.option.TableOptions;
import dev.millrace.streams.processor.api.ProcessorSupplier;

/**
 * Makes a table. <i>Immutable.</i>
 *
 * @param operator makes the processors
 * @param store where the table is kept; null if it is not
 * @param onDemand what to do if a step below needs what this one does not have
 * @param sendsOldValues whether a step below asked for old values and gets them
 * @param sourceTopic the one topic that is read into the table unchanged; null if it is made of something else
 * @param restoredFromSource whether that topic also serves as the store's changelog
 * @param readStores stores of others that the operator looks into
 */
public record PlannedTableStep(
        String name,
        List<String> parents,
        TableOperator operator,
        @Nullable TableOptions<?, ?> store,
        OnDemand onDemand,
        boolean sendsOldValues,
        @Nullable String sourceTopic,
        boolean restoredFromSource,
        List<String> readStores)
        implements PlanNode {
    /** Makes processors once it is known what the tables below need. */
    @FunctionalInterface
    public interface TableOperator {
        /**
         * Makes the processors.
         *
         * @param oldValues whether changes are to carry old values
         */
        ProcessorSupplier<?, ?, ?, ?> supplier(boolean oldValues);

        /**
         * The same for an operator that behaves differently below a table with versions.
         *
         * @param versioned whether the changes that come in are of such a table (KIP-914)
         */
        default ProcessorSupplier<?, ?, ?, ?> supplier(boolean oldValues, boolean versioned) {
            return supplier(oldValues);
        }
    }

    /** An operator for which it matters whether the table above has versions. */
    @FunctionalInterface
    public interface VersionAware extends TableOperator {
        @Override
        ProcessorSupplier<?, ?, ?, ?> supplier(boolean oldValues, boolean versioned);

        @Override
        default ProcessorSupplier<?, ?, ?, ?> supplier(boolean oldValues) {
            return supplier(oldValues, false);
        }
    }

    /**
     * What a step can do for those below it.
     *
     * @param reserve the store that it gets if it needs one, and how it works then; null if it needs none
     * @param derived how its rows are found without a store; null if they are not
     * @param wantsOldValues whether it asks for old values at once, unless that would cost a store
     * @param forces whether it asks for old values, once it must send them, even if that costs a store
     * @param endsVersions whether the program said how it is kept, if it is: then it has no versions, whatever is above
     */
    public record OnDemand(
            @Nullable Reserve reserve,
            @Nullable Supplier<? extends TableReading<?, ?>> derived,
            boolean wantsOldValues,
            boolean forces,
            boolean endsVersions) {
        private static final OnDemand NOTHING = new OnDemand(null, null, false, false, false);
    }

    /** A store that a step can do without until something below needs it. */
    public record Reserve(TableOptions<?, ?> store, TableOperator operator) {}

    /** Keeps copies of the lists. */
    public PlannedTableStep {
        parents = List.copyOf(parents);
        readStores = List.copyOf(readStores);
    }

    /** A table made of what {@code parent} sends. */
    public static PlannedTableStep of(
            String name, String parent, TableOperator operator, @Nullable TableOptions<?, ?> store) {
        return of(name, List.of(parent), operator, store);
    }

    /** A table made of what several {@code parents} send. */
    public static PlannedTableStep of(
            String name, List<String> parents, TableOperator operator, @Nullable TableOptions<?, ?> store) {
        return new PlannedTableStep(name, parents, operator, store, OnDemand.NOTHING, false, null, false, List.of());
    }

    /** The same table, which is better off with old values, provided that the table above is kept anyway. */
    public PlannedTableStep wantingOldValues() {
        return with(new OnDemand(onDemand.reserve, onDemand.derived, true, onDemand.forces, onDemand.endsVersions));
    }

    /** The same table, which needs old values to send some itself. */
    public PlannedTableStep needingOldValues() {
        return with(
                new OnDemand(onDemand.reserve, onDemand.derived, onDemand.wantsOldValues, true, onDemand.endsVersions));
    }

    /** The same table, to be kept like this if something below needs it. */
    public PlannedTableStep orKeptIn(TableOptions<?, ?> options, TableOperator keeping) {
        Reserve reserve = new Reserve(options, keeping);
        return with(new OnDemand(
                reserve, onDemand.derived, onDemand.wantsOldValues, onDemand.forces, onDemand.endsVersions));
    }

    /** The same table, whose rows can be looked up in this way if it is not kept. */
    public PlannedTableStep readThrough(Supplier<? extends TableReading<?, ?>> derived) {
        return with(new OnDemand(
                onDemand.reserve, derived, onDemand.wantsOldValues, onDemand.forces, onDemand.endsVersions));
    }

    /** The same table, without versions if {@code ends}, also if it is not kept. */
    public PlannedTableStep endingVersions(boolean ends) {
        return with(new OnDemand(onDemand.reserve, onDemand.derived, onDemand.wantsOldValues, onDemand.forces, ends));
    }

    /** The same table, read unchanged from {@code topic}. */
    public PlannedTableStep readFrom(String topic) {
        return new PlannedTableStep(
                name, parents, operator, store, onDemand, sendsOldValues, topic, restoredFromSource, readStores);
    }

    /** The same table, whose operator also looks into these stores. */
    public PlannedTableStep reading(List<String> stores) {
        return new PlannedTableStep(
                name, parents, operator, store, onDemand, sendsOldValues, sourceTopic, restoredFromSource, stores);
    }

    /** The same table, whose store has no changelog but the topic it is read from. */
    PlannedTableStep restoringFromSource() {
        return new PlannedTableStep(
                name, parents, operator, store, onDemand, sendsOldValues, sourceTopic, true, readStores);
    }

    /** The same table, kept in its reserve. */
    PlannedTableStep kept() {
        Reserve reserve = onDemand.reserve;
        return new PlannedTableStep(
                name,
                parents,
                reserve.operator,
                reserve.store,
                onDemand,
                sendsOldValues,
                sourceTopic,
                restoredFromSource,
                readStores);
    }

    /** The same table, which sends old values. */
    PlannedTableStep sendingOldValues() {
        return new PlannedTableStep(
                name, parents, operator, store, onDemand, true, sourceTopic, restoredFromSource, readStores);
    }

    @Override
    public PlannedTableStep withParents(List<String> newParents) {
        return new PlannedTableStep(
                name,
                newParents,
                operator,
                store,
                onDemand,
                sendsOldValues,
                sourceTopic,
                restoredFromSource,
                readStores);
    }

    private PlannedTableStep with(OnDemand other) {
        return new PlannedTableStep(
                name, parents, operator, store, other, sendsOldValues, sourceTopic, restoredFromSource, readStores);
    }
}
