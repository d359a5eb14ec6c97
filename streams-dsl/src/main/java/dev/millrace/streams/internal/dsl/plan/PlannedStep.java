package dev.millrace.streams.internal.dsl.plan;

import java.util.List;

import dev.millrace.streams.processor.api.ProcessorSupplier;

/**
 * Does something with records. <i>Immutable.</i>
 *
 * @param effect what it may change
 * @param stores names of the stores it uses, besides those that the supplier brings along
 */
public record PlannedStep(
        String name, List<String> parents, ProcessorSupplier<?, ?, ?, ?> supplier, Effect effect, List<String> stores)
        implements PlanNode {
    /** What matters to those who want to move a repartitioning. */
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
    }

    /** A step without stores. */
    public PlannedStep(String name, List<String> parents, ProcessorSupplier<?, ?, ?, ?> supplier, Effect effect) {
        this(name, parents, supplier, effect, List.of());
    }

    @Override
    public PlannedStep withParents(List<String> newParents) {
        return new PlannedStep(name, newParents, supplier, effect, stores);
    }
}
