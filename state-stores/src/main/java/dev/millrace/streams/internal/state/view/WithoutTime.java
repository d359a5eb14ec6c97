package dev.millrace.streams.internal.state.view;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.ReadOnlyKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * A timestamped store read as if its values had no time. <i>Thread-safe</i> as the store is.
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class WithoutTime<K, V> implements ReadOnlyKeyValueStore<K, V> {
    private final ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>> store;

    /** Over {@code store}. */
    public WithoutTime(ReadOnlyKeyValueStore<K, ValueAndTimestamp<V>> store) {
        this.store = store;
    }

    @Override
    public @Nullable V get(K key) {
        return ValueAndTimestamp.getValueOrNull(store.get(key));
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return new PlainRows<>(store.range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return new PlainRows<>(store.reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return new PlainRows<>(store.all());
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return new PlainRows<>(store.reverseAll());
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return new PlainRows<>(store.prefixScan(prefix, prefixKeySerializer));
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }
}
