package dev.millrace.streams.internal.runtime.stores;

import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.SessionStore;
import dev.millrace.streams.state.SessionStoreWithHeaders;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.TimestampedWindowStore;
import dev.millrace.streams.state.TimestampedWindowStoreWithHeaders;
import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.WindowStore;

/** Chooses the guard that fits a store: one with the same public interface. */
final class Guards {
    private Guards() {}

    /** A guard over the store; over one of a kind that only its user knows, none: it is shown as it is. */
    static StateStore guarded(StateStore store, Access access) {
        if (store instanceof TimestampedKeyValueStore<?, ?> timestamped) {
            return new GuardedKeyValueStore.Timestamped<>(timestamped, access);
        }
        if (store instanceof TimestampedKeyValueStoreWithHeaders<?, ?> headed) {
            return new GuardedKeyValueStore.WithHeaders<>(headed, access);
        }
        if (store instanceof VersionedKeyValueStore<?, ?> versioned) {
            return new GuardedVersionedStore<>(versioned, access);
        }
        if (store instanceof TimestampedWindowStore<?, ?> timestamped) {
            return new GuardedWindowStore.Timestamped<>(timestamped, access);
        }
        if (store instanceof TimestampedWindowStoreWithHeaders<?, ?> headed) {
            return new GuardedWindowStore.WithHeaders<>(headed, access);
        }
        if (store instanceof SessionStoreWithHeaders<?, ?> headed) {
            return new GuardedSessionStore.WithHeaders<>(headed, access);
        }
        if (store instanceof WindowStore<?, ?> windows) {
            return new GuardedWindowStore<>(windows, access);
        }
        if (store instanceof SessionStore<?, ?> sessions) {
            return new GuardedSessionStore<>(sessions, access);
        }
        return store instanceof KeyValueStore<?, ?> plain ? new GuardedKeyValueStore<>(plain, access) : store;
    }
}
