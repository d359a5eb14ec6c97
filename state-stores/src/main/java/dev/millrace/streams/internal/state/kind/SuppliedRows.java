package dev.millrace.streams.internal.state.kind;

import java.util.function.Function;

import dev.millrace.streams.KeyValue;
import dev.millrace.streams.state.KeyValueIterator;

/**
 * What a user's store gives, with the keys under which ours would be stored. <i>Confined to the thread that opened
 * it.</i>
 */
record SuppliedRows<K>(KeyValueIterator<K, byte[]> rows, Function<K, byte[]> stored) implements SuppliedTimed.Rows {
    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public SuppliedTimed.Row next() {
        KeyValue<K, byte[]> row = rows.next();
        return new SuppliedTimed.Row(stored.apply(row.key), row.value);
    }

    @Override
    public void close() {
        rows.close();
    }
}
