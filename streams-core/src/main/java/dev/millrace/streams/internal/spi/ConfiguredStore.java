package dev.millrace.streams.internal.spi;

import dev.millrace.streams.state.StoreBuilder;

/**
 * A store builder of the DSL whose kind of store the program leaves open: the planner of the topology, which knows the
 * application's configuration, replaces it.
 */
public interface ConfiguredStore {
    /** A builder for the store of the same name, of the kind that {@code suppliers} choose. */
    StoreBuilder<?> settled(StoreSuppliers suppliers);
}
