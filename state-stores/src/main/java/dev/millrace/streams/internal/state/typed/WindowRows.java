package dev.millrace.streams.internal.state.typed;

import org.apache.kafka.common.utils.Bytes;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.internal.state.buffer.KeyForm;
import dev.millrace.streams.kstream.Windowed;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * Windows that a user's store of bytes gave, with keys as the caller knows them. <i>Confined to the thread that opened
 * it.</i>
 *
 * @param <K> type of keys
 * @param <T> type of values
 */
record WindowRows<K, T>(KeyValueIterator<Windowed<Bytes>, T> rows, KeyForm<K> keys)
        implements KeyValueIterator<Windowed<K>, T> {
    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public KeyValue<Windowed<K>, T> next() {
        KeyValue<Windowed<Bytes>, T> row = rows.next();
        return KeyValue.pair(read(row.key), row.value);
    }

    @Override
    public Windowed<K> peekNextKey() {
        return read(rows.peekNextKey());
    }

    private Windowed<K> read(Windowed<Bytes> stored) {
        return new Windowed<>(keys.read(stored.key().get()), stored.window());
    }

    @Override
    public void close() {
        rows.close();
    }
}
