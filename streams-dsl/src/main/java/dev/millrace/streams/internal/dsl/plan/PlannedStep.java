package dev.millrace.streams.internal.dsl.plan;

import java.util.List;
import java.util.stream.Stream;

import dev.millrace.streams.processor.api.ProcessorSupplier;

/**
 * Does something with records. <i>Immutable.</i>
 *
 * @param effect what it may change
 * @param stores names of the stores it uses, besides those that the supplier brings along
 * @param ownStores the stores that come with it
 * @param takesNullKeys whether it does something with records without key, so that a repartitioning right above must
 *     keep them (KIP-962)
 */
public record PlannedStep(
        String name,
        List<String> parents,
        ProcessorSupplier<?, ?, ?, ?> supplier,
        Effect effect,
        List<String> stores,
        List<PlannedStore> ownStores,
        boolean takesNullKeys)
        implements PlanNode {
    /** What matters to those who want to move a repartitioning: of steps on streams; joins do not count. */
    public enum Effect {
        /** Keys and values stay as they are. */
        NONE,
        /** Values may change, and with them their format. */
        VALUES,
        /** Keys may change: what follows may have to repartition. */
        KEYS,
        /** Several streams become one. */
        MERGE
    }

    /** Keeps copies of the lists. */
    public PlannedStep {
        parents = List.copyOf(parents);
        stores = List.copyOf(stores);
        ownStores = List.copyOf(ownStores);
    }

    /** A step with the stores of others. */
    public PlannedStep(
            String name,
            List<String> parents,
            ProcessorSupplier<?, ?, ?, ?> supplier,
            Effect effect,
            List<String> stores) {
        this(name, parents, supplier, effect, stores, List.of(), false);
    }

    /** A step without stores. */
    public PlannedStep(String name, List<String> parents, ProcessorSupplier<?, ?, ?, ?> supplier, Effect effect) {
        this(name, parents, supplier, effect, List.of());
    }

    /** The same with a store of its own more. */
    public PlannedStep with(PlannedStore store) {
        List<PlannedStore> more =
                Stream.concat(ownStores.stream(), Stream.of(store)).toList();
        return new PlannedStep(name, parents, supplier, effect, stores, more, takesNullKeys);
    }

    /** The same, with {@link #takesNullKeys()} as given. */
    public PlannedStep takingNullKeys(boolean takes) {
        return new PlannedStep(name, parents, supplier, effect, stores, ownStores, takes);
    }

    @Override
    public PlannedStep withParents(List<String> newParents) {
        return new PlannedStep(name, newParents, supplier, effect, stores, ownStores, takesNullKeys);
    }
}
