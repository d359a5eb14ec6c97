package dev.millrace.streams.kstream;

import java.util.function.Supplier;

import dev.millrace.streams.processor.ConnectedStoreProvider;

/**
 * Makes transformers of values.
 *
 * @param <K> type of keys
 * @param <V> type of values taken
 * @param <VR> type of values made
 */
public interface ValueTransformerWithKeySupplier<K, V, VR>
        extends ConnectedStoreProvider, Supplier<ValueTransformerWithKey<K, V, VR>> {
    /** A new transformer at each call: tasks and look-ups have one each. */
    @Override
    ValueTransformerWithKey<K, V, VR> get();
}
