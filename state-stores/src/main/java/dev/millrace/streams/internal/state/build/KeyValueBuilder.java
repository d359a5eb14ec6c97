package dev.millrace.streams.internal.state.build;

import java.util.function.Function;

import dev.millrace.streams.internal.state.typed.FacadeSpec;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;

/**
 * Builds key-value stores. Threads: as in {@link StackBuilder}.
 *
 * @param <T> type of the store
 * @param <K> type of its keys
 * @param <S> type of its values
 */
public final class KeyValueBuilder<K, S, T extends StateStore> extends StackBuilder<KeyValueBytesStoreSupplier, T> {
    /**
     * What was asked for.
     *
     * @param supplier makes the bytes
     * @param caching whether a cache is wanted
     * @param logging whether there is a changelog
     */
    public record Layers(KeyValueBytesStoreSupplier supplier, boolean caching, boolean logging) {}

    /**
     * With nothing asked for yet.
     *
     * @param spec decides about a store when it is built
     * @param store makes the store
     */
    public KeyValueBuilder(
            KeyValueBytesStoreSupplier supplier,
            Function<Layers, FacadeSpec<K, S>> spec,
            Function<FacadeSpec<K, S>, T> store) {
        super(supplier, asked -> {
            Layers layers = new Layers(asked.supplier(), asked.caching(), asked.logging());
            return store.apply(spec.apply(layers));
        });
    }
}
