package dev.millrace.streams.internal.state.view;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueIterator;
import dev.millrace.streams.state.ValueAndTimestamp;

/** Rows of a timestamped store without the time. <i>Confined to the thread that opened them.</i> */
record PlainRows<K, V>(KeyValueIterator<K, ValueAndTimestamp<V>> rows) implements KeyValueIterator<K, V> {
    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public KeyValue<K, V> next() {
        KeyValue<K, ValueAndTimestamp<V>> row = rows.next();
        return KeyValue.pair(row.key, ValueAndTimestamp.getValueOrNull(row.value));
    }

    @Override
    public K peekNextKey() {
        return rows.peekNextKey();
    }

    @Override
    public void close() {
        rows.close();
    }
}
