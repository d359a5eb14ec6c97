package dev.millrace.streams.processor.api;

import java.util.function.Supplier;

import dev.millrace.streams.processor.ConnectedStoreProvider;

/**
 * Makes processors that keep keys as they are: a new instance at each call.
 *
 * @param <KIn> type of keys
 * @param <VIn> value type of records its processors receive
 * @param <VOut> value type of records its processors forward
 */
@FunctionalInterface
public interface FixedKeyProcessorSupplier<KIn, VIn, VOut>
        extends ConnectedStoreProvider, Supplier<FixedKeyProcessor<KIn, VIn, VOut>> {
    @Override
    FixedKeyProcessor<KIn, VIn, VOut> get();
}
