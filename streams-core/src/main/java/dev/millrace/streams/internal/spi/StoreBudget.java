package dev.millrace.streams.internal.spi;

import static java.util.Objects.requireNonNull;

/**
 * How much memory the stores of a task may take; shared with the other tasks of its stream thread, the native part with
 * the whole instance. <i>Immutable</i> as such; the heap budgets are confined to the stream thread.
 *
 * @param cache what cached stores may hold back, or keep, in the heap: {@code statestore.cache.max.bytes}. The store
 *     that charged last when it is exceeded hands on its oldest entries
 * @param clean what stores without a cache may keep of committed entries to spare reads. Exceeded, the store that
 *     charged last drops its oldest entries
 * @param uncommitted changes kept in the heap until the next commit. Exceeded, the commit is brought forward
 * @param nativeMemory memory outside the heap
 */
public record StoreBudget(HeapBudget cache, HeapBudget clean, HeapBudget uncommitted, NativeBudget nativeMemory) {
    /** Checks that all is there. */
    public StoreBudget {
        requireNonNull(cache, "cache");
        requireNonNull(clean, "clean");
        requireNonNull(uncommitted, "uncommitted");
        requireNonNull(nativeMemory, "nativeMemory");
    }
}
