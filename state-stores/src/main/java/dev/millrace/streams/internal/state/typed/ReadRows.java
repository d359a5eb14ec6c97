package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.internal.state.buffer.ValueForm;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * The entries that a user's store gives as bytes, for a caller who knows their types. <i>Confined to the thread that
 * opened it.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values
 */
record ReadRows<K, S>(KeyValueIterator<Bytes, byte[]> rows, KeyForm<K> keys, ValueForm<S> values)
        implements KeyValueIterator<K, S> {
    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public KeyValue<K, S> next() {
        KeyValue<Bytes, byte[]> row = rows.next();
        return KeyValue.pair(keys.read(row.key.get()), values.value(values.read(row.value)));
    }

    @Override
    public K peekNextKey() {
        return keys.read(rows.peekNextKey().get());
    }

    @Override
    public void close() {
        rows.close();
    }
}
