package dev.millrace.streams.processor;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.StoreBuilder;

/** Something that brings its own state stores: they are added to the topology and connected to its processor. */
public interface ConnectedStoreProvider {
    /**
     * The stores to add and connect; null for none.
     *
     * <p>Two providers that share a store return the same builder instance.
     */
    default @Nullable Set<StoreBuilder<?>> stores() {
        return null;
    }
}
