package dev.millrace.streams.internal.state.buffer;

import dev.millrace.streams.internal.spi.ChangelogWriter;
import dev.millrace.streams.internal.spi.HeapBudget;
import dev.millrace.streams.internal.spi.StoreRuntime;

/**
 * What a buffer needs of its task.
 *
 * @param runtime the task
 * @param changelog where changes are logged
 * @param evictable heap for entries that may be dropped or handed on early
 * @param uncommitted heap for changes that must stay until the commit
 * @param caching whether changes are held back until a flush
 */
public record BufferTask(
        StoreRuntime runtime,
        ChangelogWriter changelog,
        HeapBudget evictable,
        HeapBudget uncommitted,
        boolean caching) {
    /** A buffer with a cache, if the task has one and {@code wanted}. */
    public static BufferTask of(StoreRuntime runtime, ChangelogWriter changelog, boolean wanted) {
        HeapBudget cache = runtime.budget().cache();
        boolean caching = wanted && !cache.disabled();
        HeapBudget evictable = caching ? cache : runtime.budget().clean();
        return new BufferTask(runtime, changelog, evictable, runtime.budget().uncommitted(), caching);
    }
}
