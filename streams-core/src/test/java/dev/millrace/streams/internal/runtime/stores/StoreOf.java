package dev.millrace.streams.internal.runtime.stores;

import java.util.Map;
import java.util.function.Supplier;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.StoreBuilder;

/** A builder that gives what the test says; logged until that is switched off. */
public final class StoreOf implements StoreBuilder<StateStore> {
    private final String name;
    private final Supplier<? extends StateStore> stores;
    private boolean logged = true;

    public StoreOf(String name, Supplier<? extends StateStore> stores) {
        this.name = name;
        this.stores = stores;
    }

    @Override
    public StoreBuilder<StateStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<StateStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<StateStore> withLoggingEnabled(Map<String, String> config) {
        logged = true;
        return this;
    }

    @Override
    public StoreBuilder<StateStore> withLoggingDisabled() {
        logged = false;
        return this;
    }

    @Override
    public StateStore build() {
        return stores.get();
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return logged;
    }

    @Override
    public String name() {
        return name;
    }
}
