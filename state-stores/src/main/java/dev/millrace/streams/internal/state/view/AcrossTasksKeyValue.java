package dev.millrace.streams.internal.state.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

import dev.millrace.streams.errors.InvalidStateStoreException;
import dev.millrace.streams.errors.StateStoreMigratedException;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.QueryableStoreType;
import dev.millrace.streams.state.ReadOnlyKeyValueStore;
import dev.millrace.streams.state.internals.StateStoreProvider;

import static java.util.Objects.requireNonNull;

/**
 * The key-value stores of one name in all tasks of this instance. Ranges go through one task after the other: order
 * holds within a task only. <i>Thread-safe: stateless; the stores are looked up at each read.</i>
 *
 * @param <K> type of keys
 * @param <V> type of values
 */
public final class AcrossTasksKeyValue<K, V> implements ReadOnlyKeyValueStore<K, V> {
    private final StateStoreProvider provider;
    private final QueryableStoreType<? extends ReadOnlyKeyValueStore<K, ?>> type;
    private final Function<ReadOnlyKeyValueStore<K, ?>, ReadOnlyKeyValueStore<K, V>> reading;
    private final String storeName;

    /**
     * Over the stores that {@code provider} finds.
     *
     * @param reading how one of them is read
     */
    public AcrossTasksKeyValue(
            StateStoreProvider provider,
            QueryableStoreType<? extends ReadOnlyKeyValueStore<K, ?>> type,
            Function<ReadOnlyKeyValueStore<K, ?>, ReadOnlyKeyValueStore<K, V>> reading,
            String storeName) {
        this.provider = provider;
        this.type = type;
        this.reading = reading;
        this.storeName = storeName;
    }

    private List<ReadOnlyKeyValueStore<K, V>> stores() {
        List<ReadOnlyKeyValueStore<K, V>> stores = new ArrayList<>();
        for (ReadOnlyKeyValueStore<K, ?> store : provider.stores(storeName, type)) {
            stores.add(reading.apply(store));
        }
        return stores;
    }

    @Override
    public @Nullable V get(K key) {
        requireNonNull(key, "key cannot be null");
        for (ReadOnlyKeyValueStore<K, V> store : stores()) {
            V value = read(store, one -> one.get(key));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    @Override
    public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
        return rows(store -> store.range(from, to));
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(@Nullable K from, @Nullable K to) {
        return rows(store -> store.reverseRange(from, to));
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return rows(ReadOnlyKeyValueStore::all);
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return rows(ReadOnlyKeyValueStore::reverseAll);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS prefixKeySerializer) {
        requireNonNull(prefix, "prefix cannot be null");
        requireNonNull(prefixKeySerializer, "prefixKeySerializer cannot be null");
        return rows(store -> store.prefixScan(prefix, prefixKeySerializer));
    }

    private KeyValueIterator<K, V> rows(Function<ReadOnlyKeyValueStore<K, V>, KeyValueIterator<K, V>> opening) {
        return new ChainedRows<>(stores(), store -> read(store, opening));
    }

    @Override
    public long approximateNumEntries() {
        long total = 0;
        for (ReadOnlyKeyValueStore<K, V> store : stores()) {
            total += read(store, ReadOnlyKeyValueStore::approximateNumEntries);
            if (total < 0) {
                return Long.MAX_VALUE;
            }
        }
        return total;
    }

    private <R> R read(ReadOnlyKeyValueStore<K, V> store, Function<ReadOnlyKeyValueStore<K, V>, R> reader) {
        try {
            return reader.apply(store);
        } catch (InvalidStateStoreException e) {
            throw new StateStoreMigratedException(
                    "Store " + storeName + " is not available here any more: its task may have moved to another"
                            + " instance. Ask for the store again",
                    e);
        }
    }
}
