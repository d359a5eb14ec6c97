package dev.millrace.streams.processor.api;

import java.util.function.Supplier;

import dev.millrace.streams.processor.ConnectedStoreProvider;

/**
 * Makes processors: a new instance at each call, since every task needs one of its own.
 *
 * @param <KIn> key type of records its processors receive
 * @param <VIn> value type of records its processors receive
 * @param <KOut> key type of records its processors forward
 * @param <VOut> value type of records its processors forward
 */
@FunctionalInterface
public interface ProcessorSupplier<KIn, VIn, KOut, VOut>
        extends ConnectedStoreProvider, Supplier<Processor<KIn, VIn, KOut, VOut>> {
    @Override
    Processor<KIn, VIn, KOut, VOut> get();
}
