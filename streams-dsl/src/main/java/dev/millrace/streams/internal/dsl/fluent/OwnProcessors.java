package dev.millrace.streams.internal.dsl.fluent;

import java.util.List;
import java.util.function.Supplier;

import dev.millrace.streams.internal.dsl.operator.stateless.FixedKeySupplier;
import dev.millrace.streams.internal.dsl.option.NodeName;
import dev.millrace.streams.internal.dsl.plan.PlannedStep;
import dev.millrace.streams.internal.dsl.plan.PlannedStep.Effect;
import dev.millrace.streams.kstream.Named;
import dev.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.ProcessorSupplier;

import static java.util.Objects.requireNonNull;

/** Plans steps that run processors of the program's own. A number is used up only if the step has no name. */
final class OwnProcessors {
    private OwnProcessors() {}

    /** A step that may change keys; its name. */
    static String process(
            FluentStream<?, ?> stream, ProcessorSupplier<?, ?, ?, ?> suppliers, Named named, String... stores) {
        requireNewInstances(suppliers);
        return add(stream, suppliers, named, "KSTREAM-PROCESSOR-", true, stores);
    }

    /** A step that leaves keys alone; its name. */
    @SuppressWarnings("unchecked")
    static <K, V, VOut> String processValues(
            FluentStream<K, V> stream,
            FixedKeyProcessorSupplier<? super K, ? super V, ? extends VOut> suppliers,
            Named named,
            String... stores) {
        requireNewInstances(suppliers);
        ProcessorSupplier<K, V, K, VOut> supplier =
                new FixedKeySupplier<>((FixedKeyProcessorSupplier<K, V, VOut>) suppliers);
        return add(stream, supplier, named, "KSTREAM-PROCESSVALUES-", false, stores);
    }

    private static String add(
            FluentStream<?, ?> stream,
            ProcessorSupplier<?, ?, ?, ?> supplier,
            Named named,
            String prefix,
            boolean mayChangeKeys,
            String... stores) {
        requireNonNull(stores, "stateStoreNames cannot be a null array");
        for (String store : stores) {
            requireNonNull(store, "state store name cannot be null");
        }
        String given = NodeName.of(named);
        String name = given != null ? given : stream.draft().names().node(prefix);
        Effect effect = stream.draft().effectOfOwnProcessor(mayChangeKeys);
        stream.draft().add(new PlannedStep(name, List.of(stream.node()), supplier, effect, List.of(stores)));
        return name;
    }

    /** Refuses a supplier that hands out one processor twice: each task needs its own. */
    static void requireNewInstances(Supplier<?> suppliers) {
        if (requireNonNull(suppliers, "processorSupplier cannot be null").get() == suppliers.get()) {
            String name = suppliers.getClass().getName();
            throw new IllegalArgumentException(name + " generates single reference. " + name
                    + "#get() must return a new object each time it is called.");
        }
    }
}
