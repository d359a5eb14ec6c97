package dev.millrace.streams.internal.state.view;

import java.util.function.Function;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.internal.state.query.MappedRows;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.ReadOnlyKeyValueStore;

/**
 * A store read as if its values were others, such as those without their time. <i>Thread-safe</i> as the store is.
 *
 * @param <K> type of keys
 * @param <S> type of values of the store
 * @param <V> type of values here
 */
public final class MappedKeyValue<K, S, V> implements ReadOnlyKeyValueStore<K, V> {
    private final ReadOnlyKeyValueStore<K, S> store;
    private final Function<@Nullable S, @Nullable V> mapping;

    /**
     * Over {@code store}.
     *
     * @param mapping what to make of a value; null of null
     */
    public MappedKeyValue(ReadOnlyKeyValueStore<K, S> store, Function<@Nullable S, @Nullable V> mapping) {
        this.store = store;
        this.mapping = mapping;
    }

    @Override
    public @Nullable V get(K key) {
        return mapping.apply(store.get(key));
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return rows(store.range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return rows(store.reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return rows(store.all());
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return rows(store.reverseAll());
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        return rows(store.prefixScan(prefix, prefixKeySerializer));
    }

    @Override
    public long approximateNumEntries() {
        return store.approximateNumEntries();
    }

    private KeyValueIterator<K, V> rows(KeyValueIterator<K, S> rows) {
        return new MappedRows<>(rows, mapping);
    }
}
