package dev.millrace.streams.internal.spi;

import dev.millrace.streams.processor.StateStore;

/**
 * A store as processors of users see it: what only the runtime may do is refused. Operators of our own look behind it,
 * for the sake of speed and of what a store offers beyond the public API.
 */
public interface GuardedStore {
    /** The store itself. */
    StateStore unguarded();

    /**
     * What is behind {@code store}; itself if nothing is.
     *
     * @param <S> an interface, which the store itself has if its guard has
     */
    @SuppressWarnings("unchecked")
    static <S extends StateStore> S behind(S store) {
        return store instanceof GuardedStore guard ? (S) guard.unguarded() : store;
    }
}
