package dev.millrace.streams.internal.driver.step;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * The entries of a range with their values as shown. <i>Confined to the thread of the test.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values of the store
 * @param <V> type of values as shown
 */
record ShownRows<K, S, V>(KeyValueIterator<K, S> entries, ValueShape<S, V> shape) implements KeyValueIterator<K, V> {
    @Override
    public boolean hasNext() {
        return entries.hasNext();
    }

    @Override
    public KeyValue<K, V> next() {
        KeyValue<K, S> entry = entries.next();
        return KeyValue.pair(entry.key, shape.shown(entry.value));
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
