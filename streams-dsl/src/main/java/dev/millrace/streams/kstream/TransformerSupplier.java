package dev.millrace.streams.kstream;

import java.util.function.Supplier;

import dev.millrace.streams.processor.ConnectedStoreProvider;

/**
 * Makes transformers of keys and values.
 *
 * @param <K> type of keys
 * @param <V> type of values
 * @param <R> type of what is made
 * @deprecated since 4.0: nothing takes one any more; use a {@code ProcessorSupplier}
 */
@Deprecated
public interface TransformerSupplier<K, V, R> extends ConnectedStoreProvider, Supplier<Transformer<K, V, R>> {
    /** Never the same one twice. */
    @Override
    Transformer<K, V, R> get();
}
