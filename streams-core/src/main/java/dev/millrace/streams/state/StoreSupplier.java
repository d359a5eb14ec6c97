package dev.millrace.streams.state;

import dev.millrace.streams.processor.StateStore;

/**
 * Makes stores of one kind.
 *
 * @param <T> type of the store
 */
public interface StoreSupplier<T extends StateStore> {
    /** Name of the store. */
    String name();

    /** A new store, not yet initialised. */
    T get();

    /** Word for this kind of store in metric names. */
    String metricsScope();
}
