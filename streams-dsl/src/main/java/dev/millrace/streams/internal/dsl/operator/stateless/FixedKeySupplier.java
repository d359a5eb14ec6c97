package dev.millrace.streams.internal.dsl.operator.stateless;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.processor.api.FixedKeyProcessorSupplier;
import dev.millrace.streams.processor.api.Processor;
import dev.millrace.streams.processor.api.ProcessorSupplier;
import dev.millrace.streams.state.StoreBuilder;

/**
 * The processors with fixed keys that a supplier makes, with the stores it brings along.
 *
 * @param processors makes them
 */
public record FixedKeySupplier<K, V, VOut>(FixedKeyProcessorSupplier<K, V, VOut> processors)
        implements ProcessorSupplier<K, V, K, VOut> {
    @Override
    public Processor<K, V, K, VOut> get() {
        return new ProcessValues<>(processors.get());
    }

    @Override
    public @Nullable Set<StoreBuilder<?>> stores() {
        return processors.stores();
    }
}
