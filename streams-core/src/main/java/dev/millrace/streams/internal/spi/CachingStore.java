package dev.millrace.streams.internal.spi;

/**
 * A store that may hold changes back until it is flushed.
 *
 * @param <K> type of keys
 * @param <V> type of values handed on (without time stamp)
 */
public interface CachingStore<K, V> {
    /**
     * Asks for changes to be handed to {@code listener} when they leave the cache.
     *
     * @param oldValues whether the listener needs the previous value
     * @return false if this store does not cache: the caller then forwards each change itself
     */
    boolean listenForDirty(DirtyListener<K, V> listener, boolean oldValues);

    /**
     * Hands every change held back to the listener and the changelog; the first step of a commit. The listener is
     * called within {@link StoreRuntime#runAs}, by which the task knows that other stores may have got changes.
     */
    void flushDirty();
}
