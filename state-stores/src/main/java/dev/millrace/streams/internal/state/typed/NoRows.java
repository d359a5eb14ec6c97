package dev.millrace.streams.internal.state.typed;

import java.util.NoSuchElementException;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * No entries. <i>Immutable.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values
 */
final class NoRows<K, S> implements KeyValueIterator<K, S> {
    @Override
    public boolean hasNext() {
        return false;
    }

    @Override
    public KeyValue<K, S> next() {
        throw new NoSuchElementException();
    }

    @Override
    public K peekNextKey() {
        throw new NoSuchElementException();
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
