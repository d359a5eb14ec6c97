package dev.millrace.streams.internal.state.build;

import java.util.Map;
import java.util.function.Function;

import dev.millrace.streams.internal.state.typed.FacadeSpec;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.KeyValueBytesStoreSupplier;
import dev.millrace.streams.state.StoreBuilder;

import static java.util.Objects.requireNonNull;

/**
 * Collects what the program wants of a store. Caching is off and logging on unless said otherwise. <i>Confined to the
 * thread that builds the topology</i> until it is complete; building stores changes nothing.
 *
 * @param <T> type of the store
 * @param <K> type of its keys
 * @param <S> type of its values
 */
public final class KeyValueBuilder<K, S, T extends StateStore> implements StoreBuilder<T> {
    private final KeyValueBytesStoreSupplier supplier;
    private final Function<Layers, FacadeSpec<K, S>> spec;
    private final Function<FacadeSpec<K, S>, T> store;
    private boolean caching;
    private boolean logging = true;
    private Map<String, String> logConfig = Map.of();

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
        this.supplier = requireNonNull(supplier, "supplier cannot be null");
        this.spec = spec;
        this.store = store;
    }

    @Override
    public StoreBuilder<T> withCachingEnabled() {
        caching = true;
        return this;
    }

    @Override
    public StoreBuilder<T> withCachingDisabled() {
        caching = false;
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingEnabled(Map<String, String> config) {
        logging = true;
        logConfig = Map.copyOf(requireNonNull(config, "config cannot be null"));
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingDisabled() {
        logging = false;
        logConfig = Map.of();
        return this;
    }

    @Override
    public T build() {
        return store.apply(spec.apply(new Layers(supplier, caching, logging)));
    }

    @Override
    public Map<String, String> logConfig() {
        return logConfig;
    }

    @Override
    public boolean loggingEnabled() {
        return logging;
    }

    @Override
    public String name() {
        return supplier.name();
    }
}
