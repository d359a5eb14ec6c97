package dev.millrace.streams.state.internals;

import java.util.List;

import dev.millrace.streams.state.QueryableStoreType;

/**
 * Finds the live stores of one instance for a query. <i>Thread-safe</i> in every implementation: asked by the threads
 * that query, while tasks come and go.
 */
public interface StateStoreProvider {
    /**
     * The open stores of that name in the tasks of this instance that the query may read, as they are registered:
     * a store belongs to the answer if {@code type} {@linkplain QueryableStoreType#accepts accepts} it.
     *
     * @return empty if no task here holds the store now
     * @throws dev.millrace.streams.errors.InvalidStateStoreException if the store is not of that type, or cannot be
     * read
     *     in the present state
     */
    <T> List<T> stores(String storeName, QueryableStoreType<T> type);
}
