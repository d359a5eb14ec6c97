package dev.millrace.streams.internal.state.build;

import java.util.Map;
import java.util.function.Function;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.StoreBuilder;
import dev.millrace.streams.state.StoreSupplier;

import static java.util.Objects.requireNonNull;

/**
 * Collects what the program wants of a store. Caching is off and logging on unless said otherwise. <i>Confined to the
 * thread that builds the topology</i> until it is complete; building stores changes nothing.
 *
 * @param <P> type of what makes the bytes
 * @param <T> type of the store
 */
public class StackBuilder<P extends StoreSupplier<?>, T extends StateStore> implements StoreBuilder<T> {
    private final P supplier;
    private final Function<Asked<P>, T> store;
    private boolean caching;
    private boolean logging = true;
    private Map<String, String> logConfig = Map.of();

    /**
     * What was asked for.
     *
     * @param supplier makes the bytes
     * @param caching whether a cache is wanted
     * @param logging whether there is a changelog
     * @param <P> type of what makes the bytes
     */
    public record Asked<P>(P supplier, boolean caching, boolean logging) {}

    /**
     * With nothing asked for yet.
     *
     * @param store makes a store as asked for
     */
    public StackBuilder(P supplier, Function<Asked<P>, T> store) {
        this.supplier = requireNonNull(supplier, "supplier cannot be null");
        this.store = store;
    }

    @Override
    public StoreBuilder<T> withCachingEnabled() {
        caching = true;
        return this;
    }

    @Override
    public final StoreBuilder<T> withCachingDisabled() {
        caching = false;
        return this;
    }

    @Override
    public final StoreBuilder<T> withLoggingEnabled(Map<String, String> config) {
        logging = true;
        logConfig = Map.copyOf(requireNonNull(config, "config cannot be null"));
        return this;
    }

    @Override
    public final StoreBuilder<T> withLoggingDisabled() {
        logging = false;
        logConfig = Map.of();
        return this;
    }

    @Override
    public final T build() {
        return store.apply(new Asked<>(supplier, caching, logging));
    }

    @Override
    public final Map<String, String> logConfig() {
        return logConfig;
    }

    @Override
    public final boolean loggingEnabled() {
        return logging;
    }

    @Override
    public final String name() {
        return supplier.name();
    }
}
