package dev.millrace.streams.internal.state.query;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * The entries of a range with another form of their values. <i>Confined to the thread that opened it.</i>
 *
 * @param <K> type of keys
 * @param <S> type of values below
 * @param <T> type of values here
 */
public record MappedRows<K, S, T>(KeyValueIterator<K, S> rows, Function<? super S, ? extends @Nullable T> mapping)
        implements KeyValueIterator<K, T> {
    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public KeyValue<K, T> next() {
        KeyValue<K, S> row = rows.next();
        return KeyValue.pair(row.key, mapping.apply(row.value));
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
