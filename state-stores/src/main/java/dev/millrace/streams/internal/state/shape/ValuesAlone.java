package dev.millrace.streams.internal.state.shape;

import java.util.List;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.KeyValueStore;

/**
 * A key-value store seen without the time stamps or headers of its values. <i>Threads: as for the store.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values of the store
 * @param <V> type of values as shown
 */
public class ValuesAlone<K, S, V> extends StoreView<KeyValueStore<K, S>> implements KeyValueStore<K, V> {
    private final ValueShape<S, V> shape;

    /** Shows what {@code store} holds as {@code shape} says. */
    public ValuesAlone(KeyValueStore<K, S> store, ValueShape<S, V> shape) {
        super(store);
        this.shape = shape;
    }

    @Override
    public @Nullable V get(K key) {
        return shape.shown(store().get(key));
    }

    @Override
    public void put(K key, @Nullable V value) {
        store().put(key, shape.stored(value));
    }

    @Override
    public @Nullable V putIfAbsent(K key, @Nullable V value) {
        return shape.shown(store().putIfAbsent(key, shape.stored(value)));
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public @Nullable V delete(K key) {
        return shape.shown(store().delete(key));
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return values(store().range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return values(store().reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return values(store().all());
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return values(store().reverseAll());
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return values(store().prefixScan(prefix, prefixKeySerializer));
    }

    @Override
    public long approximateNumEntries() {
        return store().approximateNumEntries();
    }

    private KeyValueIterator<K, V> values(KeyValueIterator<K, S> entries) {
        return new MappedRows<>(entries, shape.showing());
    }
}
