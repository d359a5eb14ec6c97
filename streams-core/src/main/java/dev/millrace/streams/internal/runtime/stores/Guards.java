package dev.millrace.streams.internal.runtime.stores;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.WindowStore;

/** Chooses the guard that fits a store: one with the same public interface. */
final class Guards {
    private Guards() {}

    /** As a processor sees the store; one of a kind that only its user knows is shown as it is. */
    static StateStore writable(StateStore store) {
        if (store instanceof TimestampedKeyValueStore<?, ?> timestamped) {
            return new GuardedKeyValueStore.Timestamped<>(timestamped);
        }
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?> headed) {
            return new GuardedKeyValueStore.WithHeaders<>(headed);
        }
        if (store instanceof VersionedKeyValueStore<?, ?> versioned) {
            return new GuardedVersionedStore<>(versioned);
        }
        if (store instanceof TimestampedWindowStore<?, ?> timestamped) {
            return new GuardedWindowStore.Timestamped<>(timestamped);
        }
        if (store instanceof WindowStore<?, ?> windows) {
            return new GuardedWindowStore<>(windows);
        }
        if (store instanceof SessionStore<?, ?> sessions) {
            return new GuardedSessionStore<>(sessions);
        }
        return store instanceof KeyValueStore<?, ?> plain ? new GuardedKeyValueStore<>(plain) : store;
    }

    /** As a task sees a global store. */
    static StateStore readOnly(StateStore store) {
        if (store instanceof TimestampedKeyValueStore<?, ?> timestamped) {
            return new ReadOnlyGuardedKeyValueStore.Timestamped<>(timestamped);
        }
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?> headed) {
            return new ReadOnlyGuardedKeyValueStore.WithHeaders<>(headed);
        }
        return store instanceof KeyValueStore<?, ?> plain ? new ReadOnlyGuardedKeyValueStore<>(plain) : store;
    }
}
