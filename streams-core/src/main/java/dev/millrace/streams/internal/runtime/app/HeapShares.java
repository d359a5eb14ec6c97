package dev.millrace.streams.internal.runtime.app;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

import dev.millrace.streams.internal.settings.MemorySettings;
import dev.millrace.streams.internal.spi.HeapBudget;
import dev.millrace.streams.internal.spi.NativeBudget;
import dev.millrace.streams.internal.spi.StoreBudget;

/**
 * What the stores of an instance may hold, in equal shares for its threads. Those of threads that are gone are
 * forgotten. <i>Thread-safe</i> under one private lock.
 */
final class HeapShares {
    private final long cacheBytes;
    private final MemorySettings memory;
    private final NativeBudget nativeMemory;
    private final boolean shareForGlobals;
    private final Set<StoreBudget> given = Collections.newSetFromMap(new WeakHashMap<>());
    private int shares;

    /** @param shareForGlobals whether there is a thread more, for global stores */
    HeapShares(long cacheBytes, MemorySettings memory, boolean shareForGlobals) {
        this.cacheBytes = cacheBytes;
        this.memory = memory;
        this.nativeMemory = new NativeBudget(memory.nativeBytes());
        this.shareForGlobals = shareForGlobals;
        this.shares = shareForGlobals ? 1 : 0;
    }

    /** For the stores of a stream thread. */
    synchronized StoreBudget ofThread() {
        StoreBudget budget = new StoreBudget(
                new HeapBudget(part(cacheBytes)),
                new HeapBudget(part(memory.cleanBytes())),
                new HeapBudget(part(memory.uncommittedBytes())),
                nativeMemory);
        given.add(budget);
        return budget;
    }

    /** For the global stores, which are not cached. */
    synchronized StoreBudget ofGlobals() {
        StoreBudget budget = ofThread();
        given.remove(budget);
        return new StoreBudget(new HeapBudget(0), budget.clean(), budget.uncommitted(), nativeMemory);
    }

    /** From now on there are {@code threads} stream threads; a share may be exceeded until its owner next looks. */
    synchronized void divideAmong(int threads) {
        shares = threads + (shareForGlobals ? 1 : 0);
        for (StoreBudget budget : given) {
            budget.cache().grant(part(cacheBytes));
            budget.clean().grant(part(memory.cleanBytes()));
            budget.uncommitted().grant(part(memory.uncommittedBytes()));
        }
    }

    private long part(long bytes) {
        return bytes / Math.max(1, shares);
    }
}
