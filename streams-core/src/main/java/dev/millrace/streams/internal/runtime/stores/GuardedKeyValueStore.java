package dev.millrace.streams.internal.runtime.stores;

import java.util.List;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * A guarded key-value store. <i>Confined to the owner of the task.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
class GuardedKeyValueStore<K, V> extends StoreGuard<KeyValueStore<K, V>> implements KeyValueStore<K, V> {
    GuardedKeyValueStore(KeyValueStore<K, V> store, Access access) {
        super(store, access);
    }

    @Override
    public void put(K key, @Nullable V value) {
        changing().put(key, value);
    }

    @Override
    public @Nullable V putIfAbsent(K key, @Nullable V value) {
        return changing().putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        changing().putAll(entries);
    }

    @Override
    public @Nullable V delete(K key) {
        return changing().delete(key);
    }

    @Override
    public final @Nullable V get(K key) {
        return unguarded().get(key);
    }

    @Override
    public final KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return track(unguarded().range(from, to));
    }

    @Override
    public final KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return track(unguarded().reverseRange(from, to));
    }

    @Override
    public final KeyValueIterator<K, V> all() {
        return track(unguarded().all());
    }

    @Override
    public final KeyValueIterator<K, V> reverseAll() {
        return track(unguarded().reverseAll());
    }

    @Override
    public final <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return track(unguarded().prefixScan(prefix, prefixKeySerializer));
    }

    @Override
    public final long approximateNumEntries() {
        return unguarded().approximateNumEntries();
    }

    /** The same for stores whose values have a time. */
    static final class Timestamped<K, V> extends GuardedKeyValueStore<K, ValueAndTimestamp<V>>
            implements TimestampedKeyValueStore<K, V> {
        Timestamped(TimestampedKeyValueStore<K, V> store, Access access) {
            super(store, access);
        }
    }

    /** As the class around it, for values with time and headers. */
    static final class WithHeaders<K, V> extends GuardedKeyValueStore<K, ValueTimestampHeaders<V>>
            implements TimestampedKeyValueStoreWithHeaders<K, V> {
        WithHeaders(TimestampedKeyValueStoreWithHeaders<K, V> store, Access access) {
            super(store, access);
        }
    }
}
