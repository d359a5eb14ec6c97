package dev.millrace.streams.internal.runtime.stores;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.VersionedKeyValueStore;
import dev.millrace.streams.state.VersionedRecord;

/**
 * A guarded versioned store. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
final class GuardedVersionedStore<K, V> extends StoreGuard<VersionedKeyValueStore<K, V>>
        implements VersionedKeyValueStore<K, V> {
    GuardedVersionedStore(VersionedKeyValueStore<K, V> store, Access access) {
        super(store, access);
    }

    @Override
    public long put(K key, @Nullable V value, long timestamp) {
        return changing().put(key, value, timestamp);
    }

    @Override
    public @Nullable VersionedRecord<V> delete(K key, long timestamp) {
        return changing().delete(key, timestamp);
    }

    @Override
    public @Nullable VersionedRecord<V> get(K key) {
        return unguarded().get(key);
    }

    @Override
    public @Nullable VersionedRecord<V> get(K key, long asOfTimestamp) {
        return unguarded().get(key, asOfTimestamp);
    }
}
