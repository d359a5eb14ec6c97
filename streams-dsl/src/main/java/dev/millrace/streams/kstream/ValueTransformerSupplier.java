package dev.millrace.streams.kstream;

import dev.millrace.streams.processor.ConnectedStoreProvider;

/**
 * Makes transformers without key.
 *
 * @param <V> type of values taken
 * @param <VR> type of values made
 * @deprecated since 4.0: nothing takes one any more; use a {@code FixedKeyProcessorSupplier}
 */
@Deprecated
public interface ValueTransformerSupplier<V, VR> extends ConnectedStoreProvider {
    /** Another one at each call. */
    ValueTransformer<V, VR> get();
}
