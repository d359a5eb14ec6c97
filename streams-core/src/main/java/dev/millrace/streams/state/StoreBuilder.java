package dev.millrace.streams.state;

import java.util.Map;

import dev.millrace.streams.processor.StateStore;

/**
 * Builds one kind of store, a new instance for each task.
 *
 * @param <T> type of the store
 */
public interface StoreBuilder<T extends StateStore> {
    /** Lets entries gather in the cache between commits, so that downstream sees one update per key. Returns this. */
    StoreBuilder<T> withCachingEnabled();

    /** Passes every update downstream at once. Returns this. */
    StoreBuilder<T> withCachingDisabled();

    /** Logs changes to a changelog topic with the given topic configurations. Returns this. */
    StoreBuilder<T> withLoggingEnabled(Map<String, String> config);

    /** Keeps no changelog: the store is empty after it moved. Returns this. */
    StoreBuilder<T> withLoggingDisabled();

    /** A new store, not yet initialised. */
    T build();

    /** Topic configurations of the changelog. */
    Map<String, String> logConfig();

    /** Whether there is a changelog. */
    boolean loggingEnabled();

    /** Name of the store. */
    String name();
}
