package dev.millrace.streams.internal.runtime.stores;

import dev.millrace.streams.internal.spi.CacheBudget;

import static java.util.Objects.requireNonNull;

/**
 * How much the stores of a task may keep in the heap. <i>Immutable;</i> the cache budget is shared by the tasks of a
 * stream thread.
 *
 * @param cache bytes that cached stores may hold back together
 * @param uncommittedBytesPerStore when a store has gathered this much, it asks for a commit
 */
public record StoreBudget(CacheBudget cache, long uncommittedBytesPerStore) {
    /** Checks that all is there. */
    public StoreBudget {
        requireNonNull(cache, "cache");
        if (uncommittedBytesPerStore <= 0) {
            throw new IllegalArgumentException(
                    "uncommittedBytesPerStore must be positive: " + uncommittedBytesPerStore);
        }
    }
}
