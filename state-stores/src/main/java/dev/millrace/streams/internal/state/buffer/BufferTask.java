package dev.millrace.streams.internal.state.buffer;

import dev.millrace.streams.internal.spi.CacheBudget;
import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.StoreRuntime;

/**
 * What a buffer needs of its task.
 *
 * @param runtime the task
 * @param changelog where changes are logged
 * @param budget heap for entries that may be dropped or handed on early
 * @param caching whether changes are held back until a flush
 */
public record BufferTask(StoreRuntime runtime, ChangelogWriter changelog, CacheBudget budget, boolean caching) {
    /**
     * A buffer with a cache, if the task has one and {@code wanted}; without, clean entries have an allowance of the
     * store's own.
     */
    public static BufferTask of(StoreRuntime runtime, ChangelogWriter changelog, boolean wanted) {
        boolean caching = wanted && !runtime.cacheBudget().disabled();
        CacheBudget budget = caching ? runtime.cacheBudget() : new CacheBudget(runtime.uncommittedBytesPerStore());
        return new BufferTask(runtime, changelog, budget, caching);
    }
}
