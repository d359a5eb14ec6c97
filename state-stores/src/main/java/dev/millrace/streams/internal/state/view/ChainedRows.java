package dev.millrace.streams.internal.state.view;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * The entries of several stores, one store after the other, each opened when its turn comes. <i>Confined to the thread
 * that opened it.</i>
 *
 * @param <T> type of the stores
 * @param <K> type of keys
 * @param <V> type of values
 */
final class ChainedRows<T, K, V> implements KeyValueIterator<K, V> {
    private final Iterator<T> stores;
    private final Function<T, KeyValueIterator<K, V>> opening;
    private @Nullable KeyValueIterator<K, V> current;

    ChainedRows(List<T> stores, Function<T, KeyValueIterator<K, V>> opening) {
        this.stores = stores.iterator();
        this.opening = opening;
    }

    @Override
    public boolean hasNext() {
        while ((current == null || !current.hasNext()) && stores.hasNext()) {
            close();
            current = opening.apply(stores.next());
        }
        return current != null && current.hasNext();
    }

    @Override
    public KeyValue<K, V> next() {
        return currentWithRow().next();
    }

    @Override
    public K peekNextKey() {
        return currentWithRow().peekNextKey();
    }

    private KeyValueIterator<K, V> currentWithRow() {
        KeyValueIterator<K, V> rows = hasNext() ? current : null;
        if (rows == null) {
            throw new NoSuchElementException();
        }
        return rows;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
        }
    }
}
