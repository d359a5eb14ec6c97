package dev.millrace.streams.internal.driver.step;

import java.util.List;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.processor.StateStore;
import dev.millrace.streams.processor.StateStoreContext;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;
import dev.millrace.streams.state.TimestampedKeyValueStore;
import dev.millrace.streams.state.ValueAndTimestamp;

/**
 * A timestamped store seen without time stamps; what is put gets the unknown time -1. <i>Confined to the thread of the
 * test.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class ValuesOfTimestamped<K, V> implements KeyValueStore<K, V> {
    private static final long UNKNOWN = -1;

    private final TimestampedKeyValueStore<K, V> store;

    /** A view of {@code store}. */
    public ValuesOfTimestamped(TimestampedKeyValueStore<K, V> store) {
        this.store = store;
    }

    @Override
    public @Nullable V get(K key) {
        return ValueAndTimestamp.getValueOrNull(store.get(key));
    }

    @Override
    public void put(K key, @Nullable V value) {
        store.put(key, ValueAndTimestamp.make(value, UNKNOWN));
    }

    @Override
    public @Nullable V putIfAbsent(K key, @Nullable V value) {
        return ValueAndTimestamp.getValueOrNull(store.putIfAbsent(key, ValueAndTimestamp.make(value, UNKNOWN)));
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public @Nullable V delete(K key) {
        return ValueAndTimestamp.getValueOrNull(store.delete(key));
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return new Values<>(store.range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return new Values<>(store.reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return new Values<>(store.all());
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return new Values<>(store.reverseAll());
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return new Values<>(store.prefixScan(prefix, prefixKeySerializer));
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        store.init(stateStoreContext, root);
    }

    @Override
    public void flush() {
        store.flush();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public boolean persistent() {
        return store.persistent();
    }

    @Override
    public boolean isOpen() {
        return store.isOpen();
    }

    private record Values<K, V>(KeyValueIterator<K, ValueAndTimestamp<V>> entries) implements KeyValueIterator<K, V> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public KeyValue<K, V> next() {
            KeyValue<K, ValueAndTimestamp<V>> entry = entries.next();
            return KeyValue.pair(entry.key, ValueAndTimestamp.getValueOrNull(entry.value));
        }

        @Override
        public K peekNextKey() {
            return entries.peekNextKey();
        }

        @Override
        public void close() {
            entries.close();
        }
    }
}
