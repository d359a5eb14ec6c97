package dev.millrace.streams.internal.dsl.compile;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.spi.ConfiguredStore;
import dev.millrace.streams.internal.spi.StoreSuppliers;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.BuiltInDslStoreSuppliers;
import dev.millrace.streams.state.DslStoreSuppliers;
import dev.millrace.streams.state.StoreBuilder;

/**
 * A store whose kind the program leaves to the configuration, which is known when the topology is started and not when
 * it is built. What it is asked before that, it answers as for the default kind. <i>Confined to the thread that
 * builds.</i>
 */
final class OpenStore implements StoreBuilder<StateStore>, ConfiguredStore {
    private final String name;
    private Function<DslStoreSuppliers, StoreBuilder<?>> builders;

    private OpenStore(String name, Function<DslStoreSuppliers, StoreBuilder<?>> builders) {
        this.name = name;
        this.builders = builders;
    }

    /** The builder that {@code builders} make with {@code given} suppliers; if there are none, one that stays open. */
    static StoreBuilder<?> unlessGiven(
            @Nullable DslStoreSuppliers given, String name, Function<DslStoreSuppliers, StoreBuilder<?>> builders) {
        return given == null ? new OpenStore(name, builders) : builders.apply(given);
    }

    @Override
    public StoreBuilder<?> settled(StoreSuppliers suppliers) {
        return builders.apply(suppliers.make(DslStoreSuppliers.class));
    }

    @Override
    public StoreBuilder<StateStore> withCachingEnabled() {
        return then(StoreBuilder::withCachingEnabled);
    }

    @Override
    public StoreBuilder<StateStore> withCachingDisabled() {
        return then(StoreBuilder::withCachingDisabled);
    }

    @Override
    public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
        return then(builder -> builder.withLoggingEnabled(config));
    }

    @Override
    public StoreBuilder<StateStore> withLoggingDisabled() {
        return then(StoreBuilder::withLoggingDisabled);
    }

    private StoreBuilder<StateStore> then(Function<StoreBuilder<?>, StoreBuilder<?>> next) {
        builders = builders.andThen(next);
        return this;
    }

    @Override
    public StateStore build() {
        return byDefault().build();
    }

    @Override
    public Map<String, String> logConfig() {
        return byDefault().logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return byDefault().loggingEnabled();
    }

    private StoreBuilder<?> byDefault() {
        return builders.apply(BuiltInDslStoreSuppliers.ROCKS_DB);
    }

    @Override
    public String name() {
        return name;
    }
}
