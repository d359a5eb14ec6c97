package dev.millrace.streams.internal.runtime.stores;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStoreWithHeaders;
import dev.millrace.streams.state.ValueAndTimestamp;
import dev.millrace.streams.state.ValueTimestampHeaders;

/**
 * A key-value store that others fill, as the tasks see it: a global one. <i>Thread-safe</i> as far as reading the store
 * is.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
class ReadOnlyGuardedKeyValueStore<K, V> extends GuardedKeyValueStore<K, V> {
    ReadOnlyGuardedKeyValueStore(KeyValueStore<K, V> store) {
        super(store);
    }

    @Override
    public void flush() {
        throw readOnly();
    }

    @Override
    public void put(K key, @Nullable V value) {
        throw readOnly();
    }

    @Override
    public @Nullable V putIfAbsent(K key, @Nullable V value) {
        throw readOnly();
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        throw readOnly();
    }

    @Override
    public @Nullable V delete(K key) {
        throw readOnly();
    }

    private UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException(
                "Global store " + name() + " is read only here: its own processor alone may change it");
    }

    /** Not even what is put with a time may be put here. */
    static final class Timestamped<K, V> extends ReadOnlyGuardedKeyValueStore<K, ValueAndTimestamp<V>>
            implements TimestampedKeyValueStore<K, V> {
        Timestamped(TimestampedKeyValueStore<K, V> store) {
            super(store);
        }
    }

    /** A global store of values with time and headers. */
    static final class WithHeaders<K, V> extends ReadOnlyGuardedKeyValueStore<K, ValueTimestampHeaders<V>>
            implements TimestampedKeyValueStoreWithHeaders<K, V> {
        WithHeaders(TimestampedKeyValueStoreWithHeaders<K, V> store) {
            super(store);
        }
    }
}
