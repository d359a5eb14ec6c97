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
 * A store of which the program leaves something to the configuration: its kind, or whether it keeps headers. That is
 * known when the topology is started and not when it is built. What it is asked before that, it answers as for the
 * default. <i>Confined to the thread that builds.</i>
 */
final class OpenStore implements StoreBuilder<StateStore>, ConfiguredStore {
    private final String name;
    private Function<StoreKind, StoreBuilder<?>> builders;

    private final @Nullable DslStoreSuppliers given;

    private OpenStore(String name, @Nullable DslStoreSuppliers given, Function<StoreKind, StoreBuilder<?>> builders) {
        this.name = name;
        this.given = given;
        this.builders = builders;
    }

    /**
     * Leaves open what the configuration says.
     *
     * @param given suppliers that the program names; null to leave them open too
     */
    static StoreBuilder<?> of(
            @Nullable DslStoreSuppliers given, String name, Function<StoreKind, StoreBuilder<?>> builders) {
        return new OpenStore(name, given, builders);
    }

    @Override
    public StoreBuilder<?> settled(StoreSuppliers suppliers) {
        DslStoreSuppliers kind = given == null ? suppliers.make(DslStoreSuppliers.class) : given;
        return builders.apply(new StoreKind(kind, suppliers.headed()));
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
        return builders.apply(new StoreKind(given == null ? BuiltInDslStoreSuppliers.ROCKS_DB : given, false));
    }

    @Override
    public String name() {
        return name;
    }
}
