package dev.millrace.streams.state;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.internals.StateStoreProvider;

/**
 * Says which stores a query can read and how one read-only view is made of the stores of many tasks. The built-in types
 * are in {@code QueryableStoreTypes}. <i>Immutable</i> in every implementation: shared by all queries.
 *
 * @param <T> type of the view
 */
public interface QueryableStoreType<T> {
    /** Whether {@code stateStore} can be read through a view of this type. */
    boolean accepts(StateStore stateStore);

    /**
     * One view over all stores named {@code storeName} that {@code storeProvider} finds, now and later.
     *
     * @param storeProvider asked at each read, since tasks come and go
     */
    T create(StateStoreProvider storeProvider, String storeName);
}
